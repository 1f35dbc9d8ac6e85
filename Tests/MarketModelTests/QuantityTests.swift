import MarketModel
import Testing

@Suite struct QuantityTests {
  /// A number read in `unit`; nil when it is refused.
  static func read(_ text: String, _ unit: Unit) -> Double? {
    reading(.init(stringLiteral: text)) { $0.optionalNumber("x", unit: unit, otherwise: "none", "X.") }.value
  }

  @Test(
    "Times in any unit are seconds",
    arguments: [
      ("24 h", 86400), ("24h", 86400), ("1.5 min", 90), ("250 ms", 0.25), ("2 d", 172_800), ("1 week", 604_800),
      ("2 weeks", 1_209_600), ("7 s", 7), ("7", 7), ("1/2 h", 1800), ("  3   min ", 180), ("1e3 s", 1000),
    ] as [(String, Double)])
  func times(text: String, seconds: Double) { #expect(Self.read(text, .time) == seconds) }

  @Test(
    "Rates are per second",
    arguments: [
      ("100 auctions/s", 100), ("6/min", 0.1), ("3600 auctions/h", 1), ("1/32", 0.03125), ("5", 5), ("86400/d", 1),
      ("1/2 auctions/s", 0.5),
    ] as [(String, Double)])
  func rates(text: String, perSecond: Double) { #expect(Self.read(text, .rate(of: "auctions")) == perSecond) }

  @Test(
    "Shares, fractions and exponents",
    arguments: [
      ("5 %", 0.05), ("5%", 0.05), ("1/32", 0.03125), ("1/3", 1.0 / 3), ("1e3", 1000), ("2.5E-2", 0.025), (".5", 0.5),
      ("5.", 5), ("+3", 3), ("-1/4", -0.25), ("1e2/1e4", 0.01),
    ] as [(String, Double)])
  func shares(text: String, value: Double) { #expect(Self.read(text, .share) == value) }

  @Test(
    "What is not a number is refused",
    arguments: ["", " ", "abc", "e3", "1/0", "/2", "1//2", "1/2/3", "--1", "1e", ".", "nan", "inf", "1,5", "0x10", "½"])
  func notNumbers(text: String) { #expect(Self.read(text, .one) == nil) }

  @Test("An unknown unit is named with the nearest known one")
  func unknownUnit() {
    func said(_ text: String, _ unit: Unit) -> [String] {
      reading(.init(stringLiteral: text)) { $0.optionalNumber("x", unit: unit, otherwise: "none", "X.") }.said
    }
    #expect(said("3 wekes", .time) == ["scenario: x: unknown unit 'wekes'; did you mean 'weeks'?"])
    #expect(
      said("3 fortnights", .time) == ["scenario: x: unknown unit 'fortnights'; known: ms, s, min, h, d, weeks, week"])
    #expect(said("3 %", .one) == ["scenario: x: unknown unit '%'; this setting has no unit: write the number alone"])
    #expect(
      said("3 aucions/h", .rate(of: "auctions")) == [
        "scenario: x: unknown unit 'aucions/h'; did you mean 'auctions/h'?"
      ])
    #expect(said("3 money", .money) == [])
  }

  @Test("A horizon is a number of auctions or a time")
  func horizon() {
    func read(_ node: Node?) -> Horizon { reading(node) { $0.horizon("x", default: .auctions(7), "X.") }.value }
    #expect(read(nil) == .auctions(7))
    #expect(read(1000) == .auctions(1000))
    #expect(read("1000") == .auctions(1000))
    #expect(read("1 auction") == .auctions(1))
    #expect(read("500 auctions") == .auctions(500))
    #expect(read("24 h") == .time(86400))
    #expect(read("1/2 min") == .time(30))
    #expect(read("1e3") == .auctions(1000))
    #expect(Horizon.auctions(5).description == "5 auctions")
    #expect(Horizon.time(1.5).description == "1.5 s")
  }

  @Test(
    "What is no horizon is refused",
    arguments: [
      (0, "0 is out of bounds; write a whole number at least 1 [auctions]"),
      (2.5, "2.5 is not a whole number; write a whole number at least 1 [auctions]"),
      (1e16, "1e+16 is too large; write at most 9007199254740991"),
      ("0 s", "0 s is out of bounds; write a time above 0"),
      ("-1 h", "-3600 s is out of bounds; write a time above 0"),
      ("3 fortnights", "unknown unit 'fortnights'; known: auctions, auction, ms, s, min, h, d, weeks, week"),
      ("3 weks", "unknown unit 'weks'; did you mean 'weeks'?"),
      ([1], "expected a number, found a list; write a whole number at least 1 [auctions]"),
      ("long", "expected a number, found the text 'long'; write a whole number at least 1 [auctions]"),
    ] as [(Node, String)])
  func badHorizon(node: Node, problem: String) {
    #expect(reading(node) { $0.horizon("x", default: .auctions(7), "X.") }.said == ["scenario: x: \(problem)"])
  }
}

@Suite struct BoundsTests {
  @Test(
    "Bounds in words",
    arguments: [
      (Bounds.any, "any finite number"), (.nonNegative, "at least 0"), (.positive, "above 0"), (.share, "from 0 to 1"),
      (.above(2), "above 2"), (.atLeast(0.5), "at least 0.5"), (Bounds(-.infinity, 3), "at most 3"),
      (Bounds(-.infinity, 3, includesUpper: false), "below 3"),
      (Bounds(0, 1, includesLower: false), "above 0 and at most 1"),
      (Bounds(0, 1, includesUpper: false), "at least 0 and below 1"),
    ])
  func words(bounds: Bounds, text: String) { #expect(bounds.description == text) }

  @Test("The ends belong to the bounds only where they are included; infinities and NaN never do")
  func ends() {
    #expect(Bounds.share.contains(0) && Bounds.share.contains(1) && !Bounds.share.contains(1.0.nextUp))
    #expect(!Bounds.positive.contains(0) && Bounds.positive.contains(.leastNonzeroMagnitude))
    #expect(!Bounds(0, 1, includesUpper: false).contains(1))
    for bounds in [Bounds.any, .positive, .share] {
      #expect(!bounds.contains(.infinity) && !bounds.contains(-.infinity) && !bounds.contains(.nan))
    }
  }

  @Test(
    "What stands in for a missing number lies within the bounds",
    arguments: [
      Bounds.any, .nonNegative, .positive, .share, .above(3), .atLeast(-2), Bounds(-.infinity, 3),
      Bounds(-.infinity, 3, includesUpper: false), Bounds(0, 1, includesLower: false, includesUpper: false),
      Bounds(0, 1, includesLower: false),
    ])
  func standIn(bounds: Bounds) {
    let (value, said) = reading(nil) { $0.number("x", in: bounds, "X.") }
    #expect(bounds.contains(value))
    #expect(said == ["scenario: x: missing; give \(bounds == .any ? "" : "a number ")\(bounds)"])
  }
}
