import ArgumentParser
import Localisation
import Scenarios
import Simulation
import Validation

extension ValidateCommand {
  /// `systole validate thread`: the suture thread against closed forms, needle and tear-out against the tissue's data, and what
  /// patterns of suture, pledgets and snares do.
  struct SutureThread: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "thread", abstract: Text.get("cli.validate.thread.abstract"),
        discussion: CommandHelp.discussion(
          examples: [
            "systole validate thread", "systole validate thread --json",
            "systole validate thread --lang en --docc Sources/Validation/Validation.docc",
          ], statuses: [.ok, .checkFailed, .usage, .badData, .noInput, .cannotCreate, .inputOutput, .internalFault]))
    }

    @OptionGroup var study: StudyOptions

    func execute() throws {
      let tools = try InstrumentLibrary.load()
      let bar = ProgressBar(Text.get("cli.validate.thread.progress"))
      let thread = ThreadCases.all { bar.update(0.5 * $0) }
      let drive = try NeedleCases.drive(tools: tools)
      bar.update(0.6)
      let trial = TearOutTrial()
      let tear = try NeedleCases.tear(trial, tools: tools)
      let patterns = try SuturePatternCases.all(tools: tools) { bar.update(0.65 + 0.2 * $0) }
      let bolsters = try BolsterCases.all(tools: tools) { bar.update(0.85 + 0.15 * $0) }
      bar.finish()
      let needle = NeedleCases.cases(drive, tear, trial)
      if let page = study.page {
        try page.replaceTable(in: "Thread.md", with: CaseReport.documentationTable(thread))
        try page.replaceTable(in: "Needle.md", with: CaseReport.documentationTable(needle))
        try page.replaceTable(in: "Patterns.md", with: CaseReport.documentationTable(patterns))
        try page.replaceTable(in: "Bolsters.md", with: CaseReport.documentationTable(bolsters.cases))
        try page.write(Self.figure(bolsters).svg, resource: "pledget.svg")
        try page.write(Self.figure(drive, tear, trial).svg, resource: "needle.svg")
      }
      try CaseReport.print(thread + needle + patterns + bolsters.cases, study)
    }

    /// A bight that is drawn with a pledget under it and without.
    static func figure(_ bolsters: BolsterCases.Results) -> SeriesFigure {
      func text(_ key: String) -> String { Text.get("cli.validate.thread.figure.\(key)") }
      func curves(_ value: (BolsterCases.Moment) -> Double) -> [SeriesFigure.Curve] {
        [(bolsters.bare, "bare", 3), (bolsters.padded, "pledget", 0)].map { drawn, key, style in
          .init(name: text(key), points: drawn.moments.map { (x: 1e3 * $0.way, y: value($0)) }, style: style)
        }
      }
      return SeriesFigure(
        panels: [
          .init(title: text("drawn"), xLabel: text("pull"), yLabel: text("force"), curves: curves(\.pull), isLinear: true),
          .init(title: text("cut"), xLabel: text("pull"), yLabel: text("depth"), curves: curves { 1e3 * $0.cut }, isLinear: true),
        ], columns: 2, note: text("pledgetNote"))
    }

    /// What the needle feels on its way, and the thread that is torn out, with what the data say.
    static func figure(
      _ drive: [NeedleCases.Moment], _ tear: [NeedleCases.Pull], _ trial: TearOutTrial
    ) -> SeriesFigure {
      func text(_ key: String) -> String { Text.get("cli.validate.thread.figure.\(key)") }
      func datum(_ ways: [Double], _ force: Double) -> SeriesFigure.Curve {
        .init(
          name: text("datum"), points: [ways.first, ways.last].compactMap { $0 }.map { (x: 1e3 * $0, y: force) },
          style: 6, dashed: true)
      }
      let tissue = NeedleTrial().tissue
      let moved = drive.filter { $0.way > 0 }
      let closed = moved.filter { $0.length > 0 || $0.isInside }
      let pulled = tear.filter { $0.way > 0 }
      return SeriesFigure(
        panels: [
          .init(
            title: text("needle"), xLabel: text("way"), yLabel: text("force"),
            curves: [
              .init(name: text("tick"), points: moved.map { (x: 1e3 * $0.way, y: $0.force) }, style: 0),
              .init(
                name: text("closed"), points: closed.map { (x: 1e3 * $0.way, y: NeedleCases.closedForm($0, tissue)) },
                style: 3, dashed: true),
              datum(moved.map(\.way), tissue.threshold),
            ], isLinear: true),
          .init(
            title: text("tear"), xLabel: text("pull"), yLabel: text("force"),
            curves: [
              .init(name: text("tick"), points: pulled.map { (x: 1e3 * $0.way, y: $0.force) }, style: 0),
              datum(pulled.map(\.way), trial.tissue.tearForce),
            ], isLinear: true),
        ], columns: 2, note: text("note"))
    }
  }
}
