import Foundation
import FoundationXML
import Frames
import Localisation
import Scoring
import SimMath
import Testing

@testable import Report

@Suite struct ReportPageTests {
  static let session = SyntheticSession()
  static let run = session.run()

  /// Sessions of every kind of outcome, run once.
  static let sessions: [(name: String, session: SyntheticSession, scorecard: Scorecard, trace: SessionTrace)] = {
    var onLesion = SyntheticSession()
    onLesion.ending = .site(VesselCoordinate(angle: -0.72, axial: 0.036))
    var mouse = SyntheticSession()
    mouse.rendersForce = false
    mouse.ending = .noSafeSite
    var aborted = SyntheticSession()
    aborted.ending = .aborted
    aborted.rows = 2
    var healthy = SyntheticSession()
    healthy.lesions = []
    healthy.ending = .nothing
    return [("scored", session, run.scorecard, run.trace)]
      + [("gate", onLesion), ("mouse", mouse), ("aborted", aborted), ("healthy", healthy)].map { name, session in
        let run = session.run()
        return (name, session, run.scorecard, run.trace)
      }
  }()

  static func page(_ language: Language, _ change: (inout Scorecard) -> Void = { _ in }) throws -> String {
    var scorecard = run.scorecard
    change(&scorecard)
    return try ReportPage.html(scorecard: scorecard, trace: run.trace, truth: session.truth, language: language)
  }

  /// The text that a person reads, without markup, style and attributes.
  static func words(_ html: String) throws -> String {
    let document = try parse(html)
    let body = try #require(document.rootElement()?.elements(forName: "body").first)
    return body.stringValue ?? ""
  }

  static func parse(_ html: String) throws -> XMLDocument {
    try XMLDocument(data: Data(html.replacingOccurrences(of: "<!DOCTYPE html>\n", with: "").utf8), options: [])
  }

  /// Pages of every kind of outcome; written to a folder to be looked at where one is named.
  static func pages(_ language: Language) throws -> [(name: String, html: String)] {
    let all = try sessions.map { name, session, scorecard, trace in
      let html = try ReportPage.html(scorecard: scorecard, trace: trace, truth: session.truth, language: language)
      return (name: name, html: html)
    }
    if let folder = ProcessInfo.processInfo.environment["SYSTOLE_REPORT_PAGES"] {
      for page in all {
        try page.html.write(
          toFile: "\(folder)/\(page.name)-\(language.rawValue).html", atomically: true, encoding: .utf8)
      }
    }
    return all
  }

  @Test(arguments: Language.allCases) func everyPageIsWellFormedAndSelfContained(language: Language) throws {
    for (name, html) in try Self.pages(language) {
      let document = try Self.parse(html)
      let root = try #require(document.rootElement())
      #expect(root.attribute(forName: "lang")?.stringValue == language.rawValue)
      for reference in ["http:", "https:", "//", "<script", "<link", "@import", "<img", "<iframe", "src="] {
        #expect(!html.contains(reference), "\(name): \(reference)")
      }
      // Links lead to places on the page that exist.
      let ids = try document.nodes(forXPath: "//@id").compactMap(\.stringValue)
      #expect(Set(ids).count == ids.count, "\(name)")
      for link in try document.nodes(forXPath: "//@href").compactMap(\.stringValue) {
        #expect(link.hasPrefix("#") && ids.contains(String(link.dropFirst())), "\(name): \(link)")
      }
      for pattern in try document.nodes(forXPath: "//@fill").compactMap(\.stringValue) {
        #expect(ids.contains(String(pattern.dropFirst(5).dropLast())), "\(name): \(pattern)")
      }
      // Headings in order, charts with words for those who do not see them.
      #expect(try document.nodes(forXPath: "//h1").count == 1)
      #expect(try document.nodes(forXPath: "//section[not(h2 or .//h2)]").isEmpty)
      #expect(try document.nodes(forXPath: "//svg[not(@aria-hidden) and not(title and desc)]").isEmpty)
      #expect(try document.nodes(forXPath: "//th[not(@scope)]").isEmpty)
      let sections = try document.nodes(forXPath: "//main/section/@id").compactMap(\.stringValue)
      #expect(
        sections == ["verdict", "priorities", "items", "losses", "force", "map", "metrics", "provenance"], "\(name)")
    }
  }

  @Test(arguments: Language.allCases) func noKeyOrPlaceholderIsLeft(language: Language) throws {
    for (name, html) in try Self.pages(language) {
      let words = try Self.words(html)
      for leftover in ["report.", "reason.", "[", "]", "{", "}", "Optional(", " nan", " inf "] {
        #expect(!words.contains(leftover), "\(name): \(leftover)")
      }
    }
  }

  /// Only what is a name or a formula is in English on a Korean page.
  @Test func theKoreanPageIsKorean() throws {
    for (name, html) in try Self.pages(.korean) {
      let document = try Self.parse(html)
      for node in try document.nodes(forXPath: "//*[@lang='en'] | //code | //*[@class='rule'] | //style | //head") {
        node.detach()
      }
      let english = try Regex("[A-Za-z]{4,}")
      let found = (document.rootElement()?.stringValue ?? "").matches(of: english).map {
        String($0.output[0].substring ?? "")
      }
      #expect(Set(found).subtracting(["Systole", "SPARC", "LDLJ"]) == [], "\(name)")
    }
  }

  @Test func everyDeductionIsThereWithTimeAndPlace() throws {
    let scorecard = Self.run.scorecard
    #expect(scorecard.outcome == .scored)
    #expect(scorecard.deductions.count >= 5)
    for language in Language.allCases {
      let document = try Self.parse(try Self.page(language))
      let texts = try ReportTexts(language: language)
      let rows = try document.nodes(forXPath: "//table[@class='losses']/tbody/tr").map { $0.stringValue ?? "" }
      #expect(rows.count == scorecard.deductions.count)
      for (row, numbered) in zip(rows, NumberedDeduction.list(scorecard.deductions)) {
        let deduction = numbered.deduction
        #expect(row.contains(texts.reason(deduction)))
        #expect(row.contains(deduction.rule))
        #expect(row.contains(texts.clock(deduction.tick)))
        if let place = deduction.place {
          #expect(row.contains(texts.place(place)))
          #expect(try document.nodes(forXPath: "//g[@id='p\(numbered.number)']").count == 1)
        }
        #expect(try document.nodes(forXPath: "//g[@id='t\(numbered.number)']").count == 1)
      }
    }
  }

  @Test func thereAreAtMostThreePrioritiesTheLargestLossFirst() throws {
    let list = Priority.list(NumberedDeduction.list(Self.run.scorecard.deductions)) { $0.rule }
    #expect(list.count == 3)
    #expect(zip(list, list.dropFirst()).allSatisfy { $0.points >= $1.points })
    let document = try Self.parse(try Self.page(.english))
    #expect(try document.nodes(forXPath: "//ol[@class='priorities']/li").count == 3)
    #expect(try document.nodes(forXPath: "//ol[@class='priorities']/li//a").count >= 3)
  }

  @Test func deductionsWithOneMendAreOnePriorityAndACriticalErrorComesFirst() {
    func deduction(_ rule: String, _ points: Double, _ tick: UInt64) -> Deduction {
      Deduction(tick: tick, rule: rule, points: points, place: nil, reason: rule, arguments: [:])
    }
    let list = Priority.list(
      NumberedDeduction.list([
        deduction("a", 3, 10), deduction("b", 4, 20), deduction("a", 2, 30), deduction("gate.x", 0, 40),
        deduction("c", 1, 50), deduction("d", 0.5, 60), deduction("remark", 0, 5),
      ])
    ) { $0.rule }
    #expect(list.map(\.advice) == ["gate.x", "a", "b"])
    #expect(list.map(\.points) == [0, 5, 4])
    #expect(list[1].losses.map(\.deduction.tick) == [10, 30])
    #expect(Priority.list([]) { $0.rule }.isEmpty)
  }

  @Test func hostileTextsAreEscaped() throws {
    let hostile = "</title><script>alert('x')</script>\"'&\u{202E}\u{0}<!--"
    let html = try Self.page(.korean) { card in
      card.trainee = hostile
      card.session = hostile
      card.scenario = hostile
      card.deviceClass = hostile
      card.items[0].metric = hostile
      card.items[0].notRatedReason = hostile
      card.items[0].points = nil
      card.metrics[0].id = hostile
      card.metrics[0].unit = hostile
      card.metrics[0].source = hostile
      card.deductions[0].rule = hostile
      card.deductions[0].reason = hostile
      card.outcome = .unscorable
      card.causes = [hostile]
    }
    #expect(!html.contains("<script"))
    #expect(!html.contains("\u{202E}") && !html.contains("\u{0}"))
    let document = try Self.parse(html)
    #expect(try document.nodes(forXPath: "//script").isEmpty)
    let visible = "</title><script>alert('x')</script>\"'&<!--"
    #expect(try Self.words(html).components(separatedBy: visible).count > 8)
  }

  @Test func everyCoordinateLiesInItsViewBox() throws {
    for (name, html) in try Self.pages(.english) {
      for svg in try Self.parse(html).nodes(forXPath: "//svg[@class='chart']") {
        let chart = try #require(svg as? XMLElement)
        let box = (chart.attribute(forName: "viewBox")?.stringValue ?? "").split(separator: " ").compactMap {
          Double($0)
        }
        try #require(box.count == 4)
        func check(_ x: Double, _ y: Double, _ what: String) {
          #expect(x >= 0 && x <= box[2] && y >= 0 && y <= box[3], "\(name): \(what) at \(x), \(y)")
        }
        func number(_ node: XMLElement, _ key: String) -> Double {
          node.attribute(forName: key)?.stringValue.flatMap(Double.init) ?? 0
        }
        for node in try chart.nodes(forXPath: ".//*[not(ancestor::pattern)]").compactMap({ $0 as? XMLElement }) {
          switch node.name {
          case "rect":
            let (x, y) = (number(node, "x"), number(node, "y"))
            check(x, y, "rect")
            check(x + number(node, "width"), y + number(node, "height"), "rect")
          case "line":
            check(number(node, "x1"), number(node, "y1"), "line")
            check(number(node, "x2"), number(node, "y2"), "line")
          case "text":
            let width = LabelPlacer.width(of: node.stringValue ?? "", size: 12)
            let shift = ["start": 0.0, "middle": -0.5, "end": -1][
              node.attribute(forName: "text-anchor")?.stringValue ?? "start"]
            let left = number(node, "x") + (shift ?? 0) * width
            check(max(left, 0), number(node, "y"), "text \(node.stringValue ?? "")")
            check(left + width, number(node, "y"), "text \(node.stringValue ?? "")")
          case "circle": check(number(node, "cx"), number(node, "cy"), "circle")
          case "path" where node.attribute(forName: "class")?.stringValue?.hasPrefix("mark") != true:
            let path = node.attribute(forName: "d")?.stringValue ?? ""
            guard !path.contains("H") else { continue }
            for pair in path.split(whereSeparator: { "MLZ".contains($0) }) {
              let xy = pair.split(separator: " ").compactMap { Double($0) }
              try #require(xy.count == 2, "\(name): \(pair)")
              check(xy[0], xy[1], "path")
            }
          default: break
          }
        }
      }
    }
  }

  @Test func thePageSaysWhyThereIsNoScore() throws {
    let pages = Dictionary(uniqueKeysWithValues: try Self.pages(.korean).map { ($0.name, $0.html) })
    let gate = try Self.words(try #require(pages["gate"]))
    #expect(gate.contains("치명적 오류: 다른 수행과 관계없이 0점"))
    #expect(gate.contains("2번 병변 위에 있으며"))
    let aborted = try Self.words(try #require(pages["aborted"]))
    #expect(aborted.contains("채점할 수 없는 세션"))
    #expect(aborted.contains("세션이 중단되었습니다"))
    let healthy = try Self.words(try #require(pages["healthy"]))
    #expect(healthy.contains("선언하지도 않은 채 세션이 끝났습니다"))
    let few = try Self.words(
      try Self.page(.english) {
        $0.outcome = .tooFewRated
        $0.score = nil
      })
    #expect(few.contains("No total: too little could be rated"))
    #expect(few.contains("A total is given from 50%"))
    for page in pages.values { #expect(try Self.words(page).contains("형성 평가")) }
  }

  /// A log may hold anything; the page that says that it cannot be scored must not stop the program.
  @Test func impossibleSizesAreDrawnAroundNotCrashedInto() throws {
    var truth = Self.session.truth
    truth.vessel.outerRadius = .nan
    truth.vessel.length = 1e12
    truth.vessel.accessibleAngle = -1
    truth.vessel.siteZone = -.infinity...(.infinity)
    truth.requiredMargin = .nan
    truth.lesions[0].axialRadius = .infinity
    truth.lesions[1].center.angle = 1e300
    truth.lesions[2].grade = .max
    var rubric = SyntheticSession.rubric
    rubric.excessiveForce.value = .nan
    rubric.palpationForce.value = -.infinity
    rubric.palpationRadius.value = .nan
    var builder = SessionTraceBuilder(truth: truth, rubric: rubric)
    for tick in [1, 2, 3, UInt64.max - 1] {
      var output = StepOutput(tick: Tick(tick))
      output.toolPose.position = Vector3(tick == 2 ? .nan : 1e30, .infinity, 0)
      output.normalForce = .infinity
      output.contactCount = 9
      output.append(Event(kind: .viewFrozen, argument: 200, site: Vector3(.nan, 0, 1e30)))
      output.append(Event(kind: .lesionMarked, argument: 99, site: Vector3(0, .infinity, .nan)))
      output.append(Event(kind: .siteMarked, site: Vector3(.nan, .nan, .nan)))
      builder.add(input: InputFrame(tick: Tick(tick), pose: .identity), output: output)
      output.toolPose = .identity
      output.normalForce = 1
      builder.add(input: InputFrame(tick: Tick(tick), pose: .identity), output: output)
    }
    var scorecard = Self.run.scorecard
    scorecard.ticks = .max
    scorecard.maximum = .nan
    scorecard.score = .infinity
    scorecard.deductions[0].place = VesselCoordinate(angle: .nan, axial: .infinity)
    scorecard.deductions[1].tick = .max
    scorecard.deductions[2].arguments = ["view": 1e300, "shown": .nan, "value_n": .nan]
    scorecard.metrics[0].value = .nan
    let html = try ReportPage.html(scorecard: scorecard, trace: builder.trace, truth: truth, language: .korean)
    #expect(try Self.parse(html).nodes(forXPath: "//svg[@class='chart']").count == 2)
  }

  @Test func theSameSessionGivesTheSameBytes() throws {
    let again = SyntheticSession().run()
    let html = try ReportPage.html(
      scorecard: again.scorecard, trace: again.trace, truth: Self.session.truth, language: .english)
    #expect(try html == Self.page(.english))
    #expect(html.utf8.count < 400_000)
  }

  /// What the catalogue says of a rule is what the scorer says.
  @Test func everyRuleHasItsReasonAndAdvice() throws {
    let english = try Catalogue(language: .english)
    let korean = try Catalogue(language: .korean)
    let texts = try ReportTexts(language: .korean)
    for rule in DeductionRule.allCases {
      let key = "reason.\(rule.rawValue)"
      #expect(english.placeholders(of: key) == Set(rule.argumentNames).sorted(), "\(key)")
      #expect(korean.placeholders(of: key) == Set(rule.argumentNames).sorted(), "\(key)")
      let names = Dictionary(uniqueKeysWithValues: rule.argumentNames.map { ($0, "{\($0)}") })
      #expect(english.text(key, names) == rule.template, "\(key)")
      #expect(texts.longest("report.advice.", rule.rawValue) != nil, "\(rule.rawValue)")
    }
    for reason in NotRatedReason.allCases { #expect(korean.has("report.not-rated.\(reason.rawValue)")) }
    for metric in Metric.allCases { #expect(korean.has("report.metric.\(metric.rawValue)")) }
    for gate in Gate.allCases { #expect(korean.has("report.cause.\(gate.rawValue)")) }
  }
}
