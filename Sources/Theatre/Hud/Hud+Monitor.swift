import Localisation
import Rendering

/// The patient's monitor.
extension Hud {
  private static let electrocardiogram = Colour(0.35, 0.95, 0.45, 1)
  private static let pressure = Colour(1, 0.42, 0.38, 1)
  /// Pascals in a millimetre of mercury.
  private static let mercury: Float = 133.322

  func drawMonitor(_ trace: MonitorTrace) {
    let (w, h) = (322 * s, 150 * s)
    let (x, y) = (width - w - 16 * s, height - h - 16 * s)
    canvas.box(x: x, y: y, width: w, height: h, radius: 8 * s, colour: Colour(0.01, 0.015, 0.02, 0.88))
    let plot = w - 104 * s
    curve(trace.electrocardiogram, trace.head, x + 10 * s, y + 22 * s, plot, 48 * s, Self.electrocardiogram)
    curve(trace.pressure, trace.head, x + 10 * s, y + 82 * s, plot, 48 * s, Self.pressure)
    canvas.text(
      texts.text("theatre.monitor.ecg"), x: x + 10 * s, y: y + 5 * s, size: 11 * s, colour: Self.electrocardiogram)
    canvas.text(texts.text("theatre.monitor.abp"), x: x + 10 * s, y: y + 66 * s, size: 11 * s, colour: Self.pressure)
    // Not a measured patient: nobody may take it for one.
    canvas.text(
      texts.text("theatre.monitor.generated"), x: x + 10 * s, y: y + h - 17 * s, size: 10.5 * s, colour: Self.faint)
    let right = x + w - 12 * s
    canvas.text(
      trace.heartRate.map { NumberText.fixed(Double($0), decimals: 0) } ?? "--", x: right, y: y + 20 * s, size: 34 * s,
      colour: Self.electrocardiogram, bold: true, align: .right)
    canvas.text(texts.text("theatre.monitor.hr"), x: right, y: y + 5 * s, size: 11 * s, colour: Self.electrocardiogram, align: .right)
    func mmHg(_ p: Float?) -> String { p.map { NumberText.fixed(Double($0 / Self.mercury), decimals: 0) } ?? "--" }
    let p = trace.pressures
    canvas.text(
      "\(mmHg(p?.systolic))/\(mmHg(p?.diastolic))", x: right, y: y + 82 * s, size: 22 * s, colour: Self.pressure,
      bold: true, align: .right)
    canvas.text("(\(mmHg(p?.mean))) mmHg", x: right, y: y + 112 * s, size: 12 * s, colour: Self.pressure, align: .right)
  }

  /// A curve that is drawn over from the left, with a gap before its head.
  private func curve(
    _ values: [Float?], _ head: Int, _ x: Float, _ y: Float, _ w: Float, _ h: Float, _ colour: Colour
  ) {
    var line: [SIMD2<Float>] = []
    func flush() {
      canvas.polyline(line, width: 1.6 * s, colour: colour)
      line = []
    }
    let gap = MonitorTrace.count / 30
    for (i, value) in values.enumerated() {
      let ahead = (i - head + values.count) % values.count
      guard let value, ahead >= gap else {
        flush()
        continue
      }
      line.append(SIMD2(x + w * Float(i) / Float(values.count), y + h * (1 - value)))
    }
    flush()
    let before = (head - 1 + values.count) % values.count
    if let value = values[before] {
      canvas.box(
        x: x + w * Float(before) / Float(values.count) - 2 * s, y: y + h * (1 - value) - 2 * s, width: 4 * s,
        height: 4 * s, radius: 2 * s, colour: Self.ink)
    }
  }
}
