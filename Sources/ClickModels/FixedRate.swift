public import MarketModel
public import Randomness

/// Every ad of the group has a click rate of its own, or all the same, which never changes.
public struct FixedRate: QualityModel {
  public static let card = Card(
    "fixed", label: "fixed rate", "A click rate that never changes: one for all of the group, or one for each.",
    source: "standard")

  let rate: Double
  let rates: [Double]
  let continuation: Double?

  public init(_ settings: inout Settings) {
    rate = settings.number(
      "rate", in: .share, default: 1, unit: .share, "Chance of a click where an ad is looked at, for all of the group.")
    rates =
      settings.numbers(
        "rates", in: .share, unit: .share, otherwise: "`rate` for all", "The same, one for each of the group.") ?? []
    settings.check(
      !(settings.has("rate") && settings.has("rates")), "rates", "both `rate` and `rates` are given",
      remedy: "give one of them")
    continuation = settings.optionalNumber(
      "continuation", in: .share, unit: .share, otherwise: "what the click model says",
      "Chance that a reader goes on after such an ad, clicked or not; only cascades ask.")
  }

  public var isConstant: Bool { true }
  public var saysWhetherUsersGoOn: Bool { continuation != nil }

  public func objection(count: Int, positions: Int) -> (problem: String, remedy: String)? {
    if rates.isEmpty || rates.count == count { return nil }
    return ("the number of rates is \(rates.count), of bidders \(count)", "give one rate per bidder")
  }

  public mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, positions: Int, into rates: inout MutableSpan<Double>,
    using stream: inout RandomStream
  ) {
    for i in members.indices { rates[i] = self.rates.isEmpty ? rate : self.rates[Int(members[i])] }
  }

  public func goesOn(after member: Int, at position: Int) -> Double { continuation ?? 1 }
}
