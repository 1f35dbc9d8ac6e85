public import MarketModel

/// A core-selecting package auction: the allocation of highest value, and of the payments that no coalition can object to
/// with the lowest total, those nearest to a reference.
///
/// Payments p of the winners W are in the core when every coalition C is content: with w(C) the highest value of its bids,
/// Σ_{i ∈ W∖C} pᵢ ≥ w(C) − Σ_{i ∈ W∩C} bᵢ; nobody pays more than its bid. Of those, the total is made smallest first (then
/// the distance, in the sum of squares): bidders' joint gain from lying is smallest there.
///
/// - `vcg`: nearest to the Vickrey payments, the quadratic rule.
/// - `bids`: nearest to the bids.
/// - `zero`: nearest to paying nothing. With two local bidders and a global one (LLG) these are the payments of the
///   ascending proxy auction.
///
/// Coalitions that object are found one after the other: each is a winner determination in which winners' bids are reduced
/// by their present gains.
///
/// **Ties**: of allocations of highest value the first in the order of bidders and their bids (`WinnerDetermination`).
/// **Edge cases**: one winner — it pays what the losers would have paid. No bids — nothing is sold.
/// - Complexity: a winner determination for each winner and for each coalition that objects.
///
/// Source: the core: Day and Raghavan 2007 (constraint generation); lowest total, then nearest: Day and Cramton 2012; rules
/// on LLG: Ausubel and Baranov 2020; proxy: Ausubel and Milgrom 2002.
public struct CoreSelecting: CombinatorialAuction, DeterministicMechanism {
  public static let card = Card(
    "core-selecting", "The allocation of highest value, at the core payments of lowest total nearest to a reference.",
    holds: [.individuallyRational, .noPositiveTransfers, .weaklyBudgetBalanced, .efficient, .inCore],
    fails: [.truthful], source: "Day and Raghavan 2007; Day and Cramton 2012",
    tried: [["nearest-to": "bids"], ["nearest-to": "zero"]])

  enum Reference: String, CaseIterable, Sendable {
    case vcg
    case bids
    case zero
  }

  let reference: Reference

  public init(_ settings: inout Settings) {
    reference = settings.choice(
      "nearest-to", default: Reference.vcg,
      "Which payments to come near: the Vickrey payments, the bids, or none at all (proxy).")
  }

  public func run(_ reports: [BundleBids]) -> BundleAllotments {
    let market = PackageMarket(reports)
    let winners = market.winners
    if winners.isEmpty { return market.outcome(payments: market.bids) }
    let vickrey = market.vickreyPayments
    let target = winners.map { winner -> Double in
      switch reference {
      case .vcg: vickrey[winner]
      case .bids: market.bids[winner]
      case .zero: 0
      }
    }
    var core = CorePayments(market, winners: winners, atLeast: vickrey)
    var payments = core.lowest(nearestTo: target)
    while let objection = market.objection(winners, payments) {
      // What is asked for already is only short by rounding.
      if !core.insist(objection) { break }
      payments = core.lowest(nearestTo: target)
    }
    var all = [Double](repeating: 0, count: reports.count)
    for (place, winner) in winners.enumerated() { all[winner] = min(market.bids[winner], max(0, payments[place])) }
    return market.outcome(payments: all)
  }
}

/// What a coalition that objects asks for: that the winners outside it pay at least `total` together.
struct Objection {
  /// Places in the list of winners.
  var payers: [Int]
  var total: Double
}

extension PackageMarket {
  /// The coalition that gains most by dealing with the seller at these payments; nil when none gains more than rounding.
  func objection(_ winners: [Int], _ payments: [Double]) -> Objection? {
    var reduced = problem.bids
    for (place, winner) in winners.enumerated() {
      let gain = bids[winner] - payments[place]
      for index in reduced[winner].indices { reduced[winner][index].price -= gain }
    }
    let coalition = WinnerDetermination(reduced.map(BundleBids.init)).solve()
    let scale = bids.reduce(0, +)
    if coalition.value <= payments.reduce(0, +) + 1e-10 * scale { return nil }
    let payers = winners.indices.filter { coalition.bundles[winners[$0]].isEmpty }
    // w(C) − Σ_{i ∈ W∩C} bᵢ: the reduced value, with what members' gains took off put back, less their bids.
    let members = winners.indices.filter { !coalition.bundles[winners[$0]].isEmpty }
    return Objection(payers: payers, total: coalition.value - members.reduce(0) { $0 + payments[$1] })
  }
}

/// The payments that the objections so far leave, as linear constraints (winners).
private struct CorePayments {
  private var halfSpaces: [HalfSpace] = []
  private var known: [[Int]] = []
  private let bids: [Double]

  init(_ market: PackageMarket, winners: [Int], atLeast vickrey: [Double]) {
    bids = winners.map { market.bids[$0] }
    for (place, winner) in winners.enumerated() {
      var normal = [Double](repeating: 0, count: winners.count)
      normal[place] = 1
      halfSpaces.append(HalfSpace(normal: normal, bound: vickrey[winner]))
      halfSpaces.append(HalfSpace(normal: normal.map { -$0 }, bound: -market.bids[winner]))
      known.append([place])
    }
  }

  /// False when the same winners were asked already.
  mutating func insist(_ objection: Objection) -> Bool {
    if objection.payers.isEmpty || known.contains(objection.payers) { return false }
    known.append(objection.payers)
    halfSpaces.append(HalfSpace(normal: indicator(objection.payers), bound: objection.total))
    return true
  }

  /// Of the payments with the lowest total those nearest to `target`.
  ///
  /// The point nearest to one far below along (1, …, 1) has the lowest total, from some distance on: the distance grows
  /// until the total no longer falls.
  func lowest(nearestTo target: [Double]) -> [Double] {
    let scale = max(bids.reduce(0, +), 1e-300)
    var distance = scale
    var total = Double.infinity
    for _ in 0..<12 {
      let point = nearestPoint(to: target.map { $0 - distance }, in: halfSpaces) ?? bids
      let next = point.reduce(0, +)
      if next >= total - 1e-9 * scale { break }
      total = next
      distance *= 8
    }
    let cheapest = HalfSpace(normal: bids.map { _ in -1 }, bound: -total - 1e-13 * scale)
    return nearestPoint(to: target, in: halfSpaces + [cheapest]) ?? bids
  }

  private func indicator(_ places: [Int]) -> [Double] { bids.indices.map { places.contains($0) ? 1 : 0 } }
}
