import Testing

@testable import Scenarios

struct QuantityTests {
  @Test(
    arguments: [
      ("32 mm", 0.032, "m"), ("3.2 cm", 0.032, "m"), ("32mm", 0.032, "m"), ("-1e-3 m", -0.001, "m"),
      ("1.2 MPa", 1.2e6, "Pa"), ("80 mmHg", 80 * 133.322387415, "Pa"), ("180 deg", Double.pi, "rad"),
      ("90 1/min", 1.5, "1/s"), ("15 min", 900, "s"), ("40 percent", 0.4, "1"), ("0.45 1", 0.45, "1"),
      ("3 N s", 3, "N s"), ("2.5 kPa s", 2500, "Pa s"), ("250 g", 0.25, "kg"), ("\t5  mm/s ", 0.005, "m/s"), ("1 g/cm3", 1000, "kg/m3"),
    ] as [(String, Double, String)])
  func converts(text: String, value: Double, unit: String) throws {
    let q = try Quantity(parsing: text)
    #expect(q.value == value)
    #expect(q.dimension.unit == unit)
  }

  @Test(
    arguments: [
      ("", Quantity.Fault.notANumber), ("mm", .notANumber), ("0x20 mm", .unknownUnit("x20 mm")), ("nan mm", .notFinite),
      ("-inf mm", .notFinite), (".inf", .notFinite), ("1e999 mm", .notFinite), ("1e308 MPa", .notFinite),
      ("32", .noUnit), ("32 furlong", .unknownUnit("furlong")), ("3,2 mm", .unknownUnit(",2 mm")),
      ("32 MM", .unknownUnit("MM")), ("1 2 mm", .unknownUnit("2 mm")),
    ] as [(String, Quantity.Fault)])
  func refuses(text: String, fault: Quantity.Fault) {
    #expect(throws: fault) { try Quantity(parsing: text) }
  }

  @Test func nearestKey() {
    #expect(Spelling.nearest(to: "lenght", among: ["length", "width"]) == "length")
    #expect(Spelling.nearest(to: "colour", among: ["length", "width"]) == nil)
    #expect(Spelling.distance(Array("abcd"), Array("abdc")) == 1)
    #expect(Spelling.distance(Array(""), Array("abc")) == 3)
  }
}
