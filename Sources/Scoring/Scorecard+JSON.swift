import Frames

extension Scorecard {
  /// The card as one line of JSON with a newline: the same bytes on every run and machine, in any locale. It decodes
  /// back to an equal card; what is missing is written as null.
  public func json() -> [UInt8] {
    var bytes: [UInt8] = []
    JSONValue.object([
      ("schema", .number(Double(schema))),
      ("log_hash", .text(logHash)),
      ("scorer_version", .text(scorerVersion)),
      ("scenario", .text(scenario)),
      ("patient", .whole(patient)),
      ("rubric", .text(rubric)),
      ("rubric_version", .number(Double(rubricVersion))),
      ("session", .text(session)),
      ("trainee", .text(trainee)),
      ("device_class", .text(deviceClass)),
      ("outcome", .text(outcome.rawValue)),
      ("causes", .list(causes.map(JSONValue.text))),
      ("score", Self.optional(score)),
      ("maximum", .number(maximum)),
      ("rated_maximum", .number(ratedMaximum)),
      ("formative", .bool(formative)),
      ("ticks", .whole(ticks)),
      ("items", .list(items.map(Self.value))),
      ("metrics", .list(metrics.map(Self.value))),
      ("deductions", .list(deductions.map(Self.value))),
    ]).write(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  private static func optional(_ x: Double?) -> JSONValue { x.map(JSONValue.number) ?? .null }

  private static func value(_ item: ItemScore) -> JSONValue {
    .object([
      ("id", .text(item.id)), ("metric", .text(item.metric)), ("points", optional(item.points)),
      ("maximum", .number(item.maximum)),
      ("not_rated_reason", item.notRatedReason.map(JSONValue.text) ?? .null),
    ])
  }

  private static func value(_ metric: MetricValue) -> JSONValue {
    .object([
      ("id", .text(metric.id)), ("version", .number(Double(metric.version))), ("value", optional(metric.value)),
      ("unit", .text(metric.unit)), ("source", .text(metric.source)),
    ])
  }

  private static func value(_ deduction: Deduction) -> JSONValue {
    let place = deduction.place.map {
      JSONValue.object([("angle", .number($0.angle)), ("axial", .number($0.axial))])
    }
    return .object([
      ("tick", .whole(deduction.tick)), ("rule", .text(deduction.rule)), ("points", .number(deduction.points)),
      ("place", place ?? .null), ("reason", .text(deduction.reason)),
      ("arguments", .object(deduction.arguments.map { ($0.key, .number($0.value)) })),
    ])
  }
}
