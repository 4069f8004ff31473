import ArgumentParser
import Devices
import Foundation
import Localisation
import Validation

extension ValidateCommand {
  /// `systole validate haptics`: hand, device and the real tick in a loop: is it stable, and what is felt?
  struct Haptics: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "haptics", abstract: Text.get("cli.validate.haptics.abstract"),
        discussion: CommandHelp.discussion(
          examples: [
            "systole validate haptics --seconds 10 --device touch", "systole validate haptics --json",
            "systole validate haptics --lang en --docc Sources/Validation/Validation.docc",
          ],
          statuses: [
            .ok, .checkFailed, .usage, .badData, .noInput, .unavailable, .cannotCreate, .inputOutput, .internalFault,
            .interrupted,
          ]))
    }

    @Option(help: ArgumentHelp(Text.get("cli.help.haptics-seconds"), valueName: "s"))
    var seconds = 60.0
    @Option(help: ArgumentHelp(Text.get("cli.help.haptics-device"), valueName: "list"))
    var device: String?
    @Option(help: ArgumentHelp(Text.get("cli.help.haptics-hand"), valueName: "list"))
    var hand: String?
    @Option(help: ArgumentHelp(Text.get("cli.help.haptics-scene"), valueName: "list"))
    var scene: String?
    @Option(help: ArgumentHelp(Text.get("cli.help.haptics-delay"), valueName: "ms"))
    var delay = 1.0
    @Option(help: ArgumentHelp(Text.get("cli.help.haptics-stalls"), valueName: "n"))
    var stalls = 1.0
    @OptionGroup var cores: CoresOption
    @OptionGroup var study: StudyOptions

    private var devices: [DeviceModel]? { Self.chosen(device, DeviceModel.all, DeviceModel.all, \.id) }
    private var hands: [HandModel]? { Self.chosen(hand, HandModel.all, HandModel.all, \.id) }
    private var scenes: [HapticScene]? { Self.chosen(scene, HapticScene.allCases, HapticReport.scenes, \.rawValue) }

    /// The named ones in the order of `all`; nil if a name is unknown.
    private static func chosen<T>(_ list: String?, _ all: [T], _ usual: [T], _ name: (T) -> String) -> [T]? {
      guard let list else { return usual }
      let names = list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      guard !names.isEmpty, names.allSatisfy({ n in all.contains { name($0) == n } }) else { return nil }
      return all.filter { names.contains(name($0)) }
    }

    func validate() throws {
      func unknown(_ option: String, _ names: [String]) -> ValidationError {
        ValidationError(
          Text.get("cli.error.haptics-name", ["option": option, "names": names.joined(separator: ", ")]))
      }
      if devices == nil { throw unknown("--device", DeviceModel.all.map(\.id)) }
      if hands == nil { throw unknown("--hand", HandModel.all.map(\.id)) }
      if scenes == nil { throw unknown("--scene", HapticScene.allCases.map(\.rawValue)) }
      if !(seconds >= 3 && seconds <= 86_400) { throw ValidationError(Text.get("cli.error.haptics-seconds")) }
      if !(0...1).contains(delay) { throw ValidationError(Text.get("cli.error.haptics-delay")) }
      if !(0...20).contains(stalls) { throw ValidationError(Text.get("cli.error.haptics-stalls")) }
    }

    func execute() throws {
      let options = ClosedLoop.Options(
        seconds: seconds, cycle: min(5, seconds / 3), delay: delay / 1000, stallsPerSecond: stalls)
      let report = try ProgressBar.run(Text.get("cli.validate.haptics.progress")) {
        try HapticReport.run(
          devices: devices!, hands: hands!, scenes: scenes!, options: options, threads: cores.count,
          makeHold: {
            var watchdog = ForceWatchdog()
            return { watchdog.allow($0, from: $1, now: $2) }
          }, goOn: $0)
      }
      if let page = study.page {
        try page.write(Self.figure(report).svg, resource: "haptics.svg")
        try page.replaceTable(in: "Haptics.md", with: Self.tables(report).map { title, rows in
          "### \(title)\n\n" + DocumentationPage.table(rows)
        }.joined(separator: "\n\n"))
      }
      if study.json {
        try Console.print(json: report)
      } else {
        for (title, rows) in Self.tables(report) { Console.print("\(title)\n\(Table(rows: rows).text)\n") }
        Console.print(Text.get("cli.validate.haptics.caution"))
      }
      if !report.ok { throw CommandFailure(.checkFailed, "") }
    }

    // MARK: Tables

    private static func header(_ table: String, _ columns: [String]) -> [String] {
      columns.map { Text.get("cli.validate.haptics.\(table).\($0)") }
    }

    private static func deviceName(_ id: String) -> String { DeviceModel.named(id)?.name ?? id }
    private static func sceneName(_ scene: HapticScene) -> String {
      Text.get("cli.validate.haptics.scene.\(scene.rawValue)")
    }
    private static func handName(_ id: String) -> String { Text.get("cli.validate.haptics.hand.\(id)") }
    private static func verdict(_ v: ClosedLoopResult.Verdict) -> String {
      Text.get("cli.validate.haptics.verdict.\(v.rawValue)")
    }
    private static func whole(_ x: Double) -> String { NumberText.fixed(x, decimals: 0) }
    private static func newtons(_ x: Double) -> String { NumberText.fixed(x, decimals: 2) }

    /// Titles and rows, the header first.
    static func tables(_ report: HapticReport) -> [(title: String, rows: [[String]])] {
      [
        (
          Text.get("cli.validate.haptics.limits"),
          [header("column", ["device", "bound", "bound-damper", "quiet", "stable", "used", "grain"])]
            + report.limits.map { r in
              [
                deviceName(r.device), whole(r.bound), whole(r.boundWithDamper), limit(r.quiet), limit(r.stable),
                whole(r.used), newtons(r.grain),
              ]
            }
        ),
        (
          Text.get("cli.validate.haptics.transparency"),
          [
            header(
              "column",
              [
                "device", "scene", "simulated", "rendered", "felt", "simulated-force", "rendered-force", "felt-force",
                "below-friction", "over-limit", "continuous",
              ])
          ]
            + report.transparency.map { r in
              [
                deviceName(r.device), sceneName(r.scene), whole(r.simulated), whole(r.rendered), whole(r.felt),
                newtons(r.simulatedForce), newtons(r.renderedForce), newtons(r.feltForce),
                NumberText.percent(r.belowFriction), NumberText.percent(r.overLimit),
                Text.get(r.overContinuous ? "cli.validate.haptics.over" : "cli.validate.haptics.within"),
              ]
            }
        ),
        (
          Text.get("cli.validate.haptics.contrast"),
          [header("column", ["device", "wall", "calcium", "differences", "perfect", "mode"])]
            + report.contrast.map { r in
              [
                deviceName(r.device), whole(r.wall), whole(r.calcium), NumberText.fixed(r.differences, decimals: 2),
                NumberText.fixed(r.simulatedDifferences, decimals: 2),
                Text.get("cli.validate.haptics.mode.\(r.mode.rawValue)"),
              ]
            }
        ),
        (
          Text.get("cli.validate.haptics.grid"),
          [header("column", ["scene", "device", "hand", "verdict", "force", "motion", "buzz", "passivity", "slew"])]
            + report.grid.map { r in
              [
                sceneName(r.scene), deviceName(r.device), handName(r.hand), verdict(r.verdict),
                newtons(r.result.holdForce), NumberText.fixed(1e6 * r.result.motion, decimals: 1),
                NumberText.fixed(1e3 * r.result.buzz, decimals: 1), NumberText.percent(r.result.passivityShare),
                NumberText.percent(r.result.slewShare),
              ]
            }
        ),
      ]
    }

    /// The end of the search is no limit that was found.
    private static func limit(_ x: Double) -> String {
      if x >= WallLimit.highest { return "> \(whole(WallLimit.highest))" }
      return x <= WallLimit.lowest ? "< \(whole(WallLimit.lowest))" : whole(x)
    }

    // MARK: Figure

    static func figure(_ report: HapticReport) -> SeriesFigure {
      let ids = report.limits.map(\.device)
      func ideal(_ low: Double, _ high: Double) -> SeriesFigure.Curve {
        .init(
          name: Text.get("cli.validate.haptics.figure.perfect"), points: [(low, low), (high, high)], style: ids.count,
          dashed: true)
      }
      func curves(_ points: (String) -> [(x: Double, y: Double)]) -> [SeriesFigure.Curve] {
        ids.enumerated().map { k, id in .init(name: deviceName(id), points: points(id), style: k) }
      }
      let stiffness = SeriesFigure.Panel(
        title: Text.get("cli.validate.haptics.figure.stiffness"),
        xLabel: Text.get("cli.validate.haptics.figure.simulated-stiffness"),
        yLabel: Text.get("cli.validate.haptics.figure.felt-stiffness"),
        curves: curves { id in
          report.transparency.filter { $0.device == id }.sorted { $0.simulated < $1.simulated }
            .map { (x: $0.simulated, y: $0.felt) }
        } + [ideal(300, 12_000)])
      let force = SeriesFigure.Panel(
        title: Text.get("cli.validate.haptics.figure.force"),
        xLabel: Text.get("cli.validate.haptics.figure.simulated-force"),
        yLabel: Text.get("cli.validate.haptics.figure.felt-force"),
        curves: curves { id in
          report.transparency.first { $0.device == id && $0.scene == .aorta }?.curve
            .map { (x: $0.simulated, y: $0.felt) } ?? []
        } + [ideal(0.1, 2)])
      return SeriesFigure(
        panels: [stiffness, force], columns: 2, note: Text.get("cli.validate.haptics.figure.note"))
    }
  }
}
