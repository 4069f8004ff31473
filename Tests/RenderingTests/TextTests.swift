import CFontconfig
import Foundation
@testable import Rendering
import Testing

/// Letters and flat things.
@Suite struct TextTests {
  /// The font of the golden pictures; another draws other letters.
  private static let isNanum = (try? FontFile.find(families: ["NanumGothic"]))?.family == "NanumGothic"

  @Test func aFontWithHangulIsFound() throws {
    let file = try FontFile.find()
    #expect(FileManager.default.isReadableFile(atPath: file.path))
    // A family that is not here gives another font with Hangul, never one without.
    #expect(try FontFile.find(families: ["DejaVu Sans"]).family != "DejaVu Sans")
  }

  @Test func noHangulSaysWhatMendsIt() throws {
    // A machine with one font, which has no Hangul.
    let configuration = try #require(FcConfigCreate())
    defer { FcConfigDestroy(configuration) }
    let dejavu = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
    if FileManager.default.fileExists(atPath: dejavu) {
      #expect(FcConfigAppFontAddFile(configuration, dejavu) == FcTrue)
    }
    let error = #expect(throws: RenderingError.self) {
      try FontFile.find(families: ["NanumGothic"], in: configuration)
    }
    #expect("\(error!)".contains("fonts-nanum"))
  }

  @Test func shapingKeepsSyllablesWholeAndKerns() throws {
    let face = try Typeface(FontFile.find())
    // A syllable is one glyph, even where it is written as letters: Hangul jamo compose.
    #expect(face.shape("혈관", size: 20).glyphs.count == 2)
    #expect(face.shape("\u{1112}\u{1167}\u{11AF}", size: 20).glyphs.count == 1)
    #expect(face.shape("", size: 20).glyphs.isEmpty)
    let (one, two) = (face.shape("Aorta", size: 20).width, face.shape("Aorta", size: 40).width)
    #expect(abs(two - 2 * one) < 0.5)
  }

  @Test func wrapsAtSpacesWithinTheWidth() throws {
    let lettering = try Lettering()
    let text = "대동맥을 가볍게 눌러 단단한 곳을 찾으세요. Press gently and feel for what is hard."
    let lines = lettering.wrap(text, size: 16, width: 180)
    #expect(lines.count > 2)
    #expect(lines.joined(separator: " ") == text)
    for line in lines { #expect(lettering.width(line, size: 16) <= 180) }
  }

  @Test func theAtlasDrawsEachGlyphOnce() throws {
    let canvas = OverlayCanvas(lettering: try Lettering())
    canvas.begin(width: 400, height: 100)
    canvas.text("촉진 touch", x: 10, y: 10, size: 20, colour: SIMD4(repeating: 1))
    #expect(canvas.lettering.atlas.takeChanged() != nil)
    canvas.begin(width: 400, height: 100)
    canvas.text("촉진 touch", x: 10, y: 10, size: 20, colour: SIMD4(repeating: 1))
    #expect(canvas.lettering.atlas.takeChanged() == nil)
  }

  @Test(.enabled(if: Theatre.canDraw && isNanum, "install libegl1, libgl1-mesa-dri and fonts-nanum"))
  func lettersLookAsTheyDid() throws {
    let context = try OffscreenContext()
    let painter = try OverlayPainter(context: context)
    let canvas = OverlayCanvas(lettering: try Lettering(families: ["NanumGothic"]))
    let renderer = try Renderer(context: context, stage: Theatre.stage, width: 360, height: 150, quality: .low)
    try renderer.submit(Theatre.atRest())
    try renderer.draw(.surgeon)
    canvas.begin(width: 360, height: 150)
    canvas.box(x: 0, y: 0, width: 360, height: 150, colour: SIMD4(0.05, 0.07, 0.08, 1))
    canvas.box(x: 8, y: 8, width: 344, height: 84, radius: 10, colour: SIMD4(0.16, 0.22, 0.26, 1))
    canvas.text("상행대동맥을 촉진하세요", x: 20, y: 14, size: 24, colour: SIMD4(1, 1, 1, 1), bold: true)
    canvas.text("Palpate the ascending aorta: 0.3 to 3 N", x: 20, y: 52, size: 17, colour: SIMD4(0.8, 0.9, 1, 1))
    canvas.text("92%", x: 344, y: 110, size: 20, colour: SIMD4(1, 0.6, 0.3, 1), align: .right)
    canvas.polyline(
      (0..<60).map { SIMD2(20 + 4 * Float($0), 120 + ($0 % 15 == 7 ? -18 : 0)) }, width: 1.5,
      colour: SIMD4(0.3, 1, 0.4, 1))
    try renderer.draw(canvas, with: painter)
    let picture = renderer.picture()
    if let made = ProcessInfo.processInfo.environment["SYSTOLE_WRITE_GOLDEN_LETTERS"] {
      try picture.png().write(to: URL(fileURLWithPath: made))
    }
    let golden = try #require(Bundle.module.url(forResource: "Golden/letters", withExtension: "png"))
    let expected = try Picture(png: Data(contentsOf: golden))
    // Another version of FreeType moves coverage by a little; a lost or wrong letter is far more.
    #expect(picture.difference(from: expected) < 1.5)
    // The test can fail: one syllable less is seen.
    canvas.begin(width: 360, height: 150)
    canvas.box(x: 8, y: 8, width: 344, height: 40, radius: 10, colour: SIMD4(0.16, 0.22, 0.26, 1))
    canvas.text("상행대동맥을 촉진하", x: 20, y: 14, size: 24, colour: SIMD4(1, 1, 1, 1), bold: true)
    try renderer.draw(canvas, with: painter)
    #expect(renderer.picture().difference(from: expected) > 1.5)
  }
}
