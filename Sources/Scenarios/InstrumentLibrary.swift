import Assets
public import Foundation
import Frames
import SimMath
public import Simulation
import Yams

/// The instruments of surgery as data: `Assets/instruments/instruments.yaml`, or another file of the same form.
public enum InstrumentLibrary {
  /// The file that ships with Systole.
  public static var shipped: URL { Assets.folder("instruments").appendingPathComponent("instruments.yaml") }

  /// All instruments of a file, in its order. Throws a ``ScenarioError`` with file, place and mend of all that is wrong.
  public static func load(file: URL = shipped) throws(ScenarioError) -> [Instrument] {
    guard let data = try? Data(contentsOf: file), let yaml = String(validating: data, as: UTF8.self) else {
      throw ScenarioError(
        ScenarioProblem(
          file: file.path, message: "the file cannot be read", mend: "see that it exists and is plain UTF-8 text"))
    }
    return try load(yaml: yaml, file: file.path)
  }

  /// The instruments that ship of a scenario's tray, in its order; tools that are no instruments here are left out.
  static func load(tray: [Tool]) throws(ScenarioError) -> [Instrument] {
    let library = try load()
    return tray.compactMap { tool in library.first { $0.tool == tool } }
  }

  /// The instruments in a text; `file` names it in errors.
  public static func load(yaml: String, file: String) throws(ScenarioError) -> [Instrument] {
    let text = ScenarioText(file: file)
    guard yaml.utf8.count <= ScenarioText.largestSize else {
      throw ScenarioError(
        ScenarioProblem(
          file: file, message: "the file is larger than \(ScenarioText.largestSize / 1024) KiB",
          mend: "instruments are a short text; choose another file"))
    }
    guard let root = text.compose(yaml) else { throw ScenarioError(text.problems) }
    guard let mapping = root.mapping else {
      text.report("`key: value` lines are needed", mend: "start from \(shipped.path)", path: "", at: root.mark)
      throw ScenarioError(text.problems)
    }
    let reader = MappingReader(mapping, path: "", text: text)
    let surfaces: [(name: String, value: Double)] = reader.section("surfaces") { s in
      [("plain", -1)] + ["serrated", "carbide"].map { ($0, s.value($0, .ratio, .within(0...2))) }
    }
    let instruments = reader.sections("instruments") { instrument($0, surfaces) }
    let tools = instruments.map(\.tool)
    if Set(tools).count < tools.count {
      reader.report("a tool is there twice", mend: "remove one of the two", at: "instruments")
    }
    reader.finish()
    guard text.problems.isEmpty else { throw ScenarioError(text.problems) }
    return instruments
  }

  static let tools: [(name: String, value: Tool)] = [
    ("palpation-probe", .palpationProbe), ("ultrasound-probe", .ultrasoundProbe), ("needle-holder", .needleHolder),
    ("forceps", .forceps), ("scissors", .scissors), ("scalpel", .scalpel), ("cannula", .cannula), ("clamp", .clamp),
    ("sucker", .sucker), ("cautery", .cautery),
  ]

  private static let size = Limits.within(-0.5...0.5)
  private static let extent = Limits.above(0, atMost: 0.5)
  private static let moment = Limits.above(0, atMost: 0.01)

  private static func instrument(_ r: MappingReader, _ surfaces: [(name: String, value: Double)]) -> Instrument {
    let tool = r.choice("tool", of: tools) ?? .palpationProbe
    let mass = r.value("mass", .mass, .above(0, atMost: 2))
    let height = r.value("center_of_mass", .length, size)
    let across = r.value("inertia_across", .inertia, moment)
    let along = r.value("inertia_along", .inertia, moment)
    let jaw: Jaw? = r.has("jaw") ? r.section("jaw", jaw) : nil
    let shape = r.sections("shape") { primitive($0, surfaces, hasJaw: jaw != nil) }
    if shape.count > Instrument.largestShape {
      r.report("too many parts", mend: "use at most \(Instrument.largestShape)", at: "shape")
    }
    let edges = r.has("edge") ? r.sections("edge") { edge($0, hasJaw: jaw != nil) } : []
    if edges.count > CuttingEdge.largestCount {
      r.report("too many edges", mend: "use at most \(CuttingEdge.largestCount)", at: "edge")
    }
    let suction: Suction? = r.has("suction") ? r.section("suction", suction) : nil
    if suction != nil && jaw != nil {
      r.report("an instrument with jaws cannot draw", mend: "remove one of the two", at: "suction")
    }
    let cautery: Cautery? = r.has("cautery") ? r.section("cautery", cautery) : nil
    if cautery != nil && (jaw != nil || suction != nil) {
      r.report("an instrument with jaws or suction cannot burn", mend: "remove one of the two", at: "cautery")
    }
    return Instrument(
      tool: tool, mass: Float(mass), inertia: Vector3(Float(across), Float(along), Float(across)),
      center: Vector3(0, Float(height), 0), shape: shape, jaw: jaw, edges: edges,
      suction: suction, cautery: cautery)
  }

  private static func edge(_ r: MappingReader, hasJaw: Bool) -> CuttingEdge {
    let part = part(r, hasJaw: hasJaw)
    let (a, b) = (r.point("from", size), r.point("to", size))
    if (a - b).length < 1e-4 {
      r.report("the edge is shorter than 0.1 mm", mend: "give its two ends, the tip first", at: "to")
    }
    return CuttingEdge(from: Vector3(a), to: Vector3(b), part: part)
  }

  private static func jaw(_ r: MappingReader) -> Jaw {
    Jaw(
      length: Float(r.value("length", .length, extent)), opening: Float(r.value("opening", .angle, .above(0, atMost: 2))),
      force: Float(r.value("force", .force, .above(0, atMost: 200))),
      stiffness: Float(r.value("stiffness", .turningStiffness, .above(0, atMost: 100))),
      damping: Float(r.value("damping", .turningDamping, .within(0...10))),
      inertia: Float(r.value("inertia", .inertia, moment)))
  }

  private static func suction(_ r: MappingReader) -> Suction {
    Suction(
      radius: Float(r.value("radius", .length, .above(0, atMost: 0.02))),
      pressure: Float(r.value("pressure", .pressure, .above(0, atMost: 1e5))),
      reach: Float(r.value("reach", .length, .above(0, atMost: Double(Suction.largestReach)))),
      flow: Float(r.value("flow", .flow, .within(0...1e-3))),
      delay: Float(r.value("delay", .time, .above(0, atMost: 10))))
  }

  private static func cautery(_ r: MappingReader) -> Cautery {
    Cautery(
      power: Float(r.value("power", .power, .above(0, atMost: 400))),
      radius: Float(r.value("radius", .length, .above(0, atMost: 0.005))),
      margin: Float(r.value("margin", .length, .within(0...0.05))))
  }

  private static func part(_ r: MappingReader, hasJaw: Bool) -> ShapePrimitive.Part {
    let part =
      r.choice("part", of: [("body", .body), ("positive-jaw", .positiveJaw), ("negative-jaw", .negativeJaw)])
      ?? ShapePrimitive.Part.body
    if part != .body && !hasJaw {
      r.report("this instrument has no jaw", mend: "write `part: body`, or add `jaw:` above", at: "part")
    }
    return part
  }

  private enum Kind { case sphere, capsule, box }

  private static func primitive(
    _ r: MappingReader, _ surfaces: [(name: String, value: Double)], hasJaw: Bool
  ) -> ShapePrimitive {
    var solid = solid(r, surfaces, hasJaw: hasJaw)
    solid.isBlade = r.has("blade") && r.bool("blade")
    return solid
  }

  private static func solid(
    _ r: MappingReader, _ surfaces: [(name: String, value: Double)], hasJaw: Bool
  ) -> ShapePrimitive {
    let kind = r.choice("kind", of: [("capsule", Kind.capsule), ("box", .box), ("sphere", .sphere)])
    let part = part(r, hasJaw: hasJaw)
    let radius = Float(r.plain("radius", .length, .within(0...0.2)))
    let friction = Float(r.choice("surface", of: surfaces) ?? -1)
    switch kind {
    case .capsule:
      let (a, b) = (r.point("from", size), r.point("to", size))
      return .capsule(from: Vector3(a), to: Vector3(b), radius: radius, part: part, friction: friction)
    case .box:
      let (center, edges) = (r.point("center", size), r.point("size", extent))
      if min(edges.x, min(edges.y, edges.z)) < 2 * Double(radius) {
        r.report("the edges are rounded more than the box is thick", mend: "make `radius` smaller", at: "radius")
      }
      return .box(at: Vector3(center), size: Vector3(edges), radius: radius, part: part, friction: friction)
    case .sphere:
      return .sphere(at: Vector3(r.point("center", size)), radius: radius, part: part, friction: friction)
    case nil:
      return .sphere(at: .zero, radius: 0, part: part)
    }
  }
}
