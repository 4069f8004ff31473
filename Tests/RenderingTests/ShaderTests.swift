import Foundation
import Glibc
import Rendering
import Shaders
import Testing

private let validator: String? = ["/usr/bin/glslangValidator", "/usr/local/bin/glslangValidator"].first {
  (path: String) in access(path, X_OK) == 0
}

struct ShaderTests {
  @Test func everyStageIsThere() throws {
    let stages = try Shaders.stages()
    #expect(stages.contains("tissue.vert") && stages.contains("tissue.frag") && stages.contains("tissue-normals.vert"))
    for stage in stages {
      let text = try Shaders.source(stage, level: 1)
      #expect(text.hasPrefix("#version 410 core\n#define LEVEL 1\n") && !text.contains("#include"), "\(stage)")
    }
  }

  @Test(.enabled(if: validator != nil, "install glslang-tools")) func theReferenceCompilerTakesThem() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("systole-shaders-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // The last one is wrong, so that a validator that takes everything is noticed.
    var sources = try Shaders.levels.flatMap { level in
      try Shaders.stages().map { ("\(level)-\($0)", try Shaders.source($0, level: level)) }
    }
    sources.append(("wrong.frag", "#version 410 core\nout vec4 c;\nvoid main() { c = vec3(1); }\n"))
    for (name, text) in sources {
      let file = folder.appendingPathComponent(name)
      try text.write(to: file, atomically: true, encoding: .utf8)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: try #require(validator))
      process.arguments = [file.path]
      let out = Pipe()
      process.standardOutput = out
      try process.run()
      let messages = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect((process.terminationStatus == 0) == (name != "wrong.frag"), "\(name): \(messages)")
    }
  }
}
