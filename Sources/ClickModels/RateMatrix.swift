public import MarketModel
public import Randomness

/// A click rate for each ad at each position: p(ad, position), with nothing separable about it.
///
/// One row per bidder of the group. The chance that a position is looked at comes on top: write `slots: [1, 1, …]` where the
/// rates say it all.
public struct RateMatrix: QualityModel {
  public static let card = Card(
    "matrix", label: "rate matrix", "A click rate for each ad at each position.",
    source: "Balseiro et al. 2025 (stand-alone rates)",
    example: ["rows": [["rates": [0.3, 0.2]], ["rates": [0.5, 0.1]], ["rates": [0.45, 0.4]]]])

  private struct Row: Sendable {
    var rates: [Double]
    var continuations: [Double]
  }

  private let rows: [Row]

  public init(_ settings: inout Settings) {
    rows = settings.list("rows", of: "row", atLeast: 1, "One per bidder of the group.") { row in
      let rates = row.numbers(
        "rates", in: .share, unit: .share, otherwise: "0 everywhere", "Chance of a click at each position.")
      let continuations = row.numbers(
        "continuations", in: .share, unit: .share, otherwise: "what the click model says",
        "Chance that a reader goes on after the ad at each position, clicked or not; only cascades ask.")
      row.check(
        continuations == nil || continuations?.count == rates?.count, "continuations",
        "there are \(continuations?.count ?? 0) continuations for \(rates?.count ?? 0) rates",
        remedy: "give one per position")
      return Row(rates: rates ?? [], continuations: continuations ?? [])
    }
    let said = rows.count { !$0.continuations.isEmpty }
    settings.check(
      said == 0 || said == rows.count, "rows", "some rows have continuations and others have none",
      remedy: "give them in every row, or in none")
    settings.check(
      rows.isEmpty || rows.contains { $0.rates.contains { $0 > 0 } }, "rows", "every rate is 0",
      remedy: "give at least one rate above 0")
  }

  public var isByPosition: Bool { true }
  public var isConstant: Bool { true }
  public var saysWhetherUsersGoOn: Bool { rows.contains { !$0.continuations.isEmpty } }

  public func objection(count: Int, positions: Int) -> (problem: String, remedy: String)? {
    if rows.count != count {
      return ("the number of rows is \(rows.count), of bidders \(count)", "give one row per bidder")
    }
    if let index = rows.firstIndex(where: { $0.rates.count != positions }) {
      return (
        "row \(index + 1): the number of rates is \(rows[index].rates.count), of slots \(positions)",
        "give one rate per slot"
      )
    }
    return nil
  }

  public mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, positions: Int, into rates: inout MutableSpan<Double>,
    using stream: inout RandomStream
  ) {
    for i in members.indices {
      let row = rows[Int(members[i])].rates
      for j in 0..<positions { rates[i * positions + j] = row[j] }
    }
  }

  public func goesOn(after member: Int, at position: Int) -> Double {
    let row = rows[member].continuations
    return position < row.count ? row[position] : 1
  }
}
