public import MarketModel
public import Randomness

/// Bids by the curve that is optimal for a chance of winning w(b) when a bid is what is paid: ORTB.
///
/// With the value v of an item, the price λ of money, and a win curve of scale c, the bid that maximises
/// (v − λ b) · w(b) is
///
///     hyperbolic   w(b) = b/(c + b):      b = √(c·v/λ + c²) − c
///     quadratic    w(b) = b²/(c² + b²):   b = c·(q^⅓ − q^−⅓),  q = (v + √(c²λ² + v²)) / (cλ)
///
/// so that bids grow less than in proportion to values. Both parameters are learned from what it is told of its own
/// auctions: c by the gradient of the log-likelihood of having won, or not, with the bid it made,
///
///     ln c ← ln c + fit-step · m · (w(b) − [won])      (m = 1 hyperbolic, 2 quadratic)
///
/// It is after value, not surplus: a budget that does not bind is spent on bids above values. λ follows spending z to
/// meet the spend rate ρ = budget / auctions: λ ← λ · exp(step · (z/ρ − 1)). Prices are not
/// bids in a second-price auction; it shades there although it need not, which is how the method was published.
///
/// **Edge cases**: a value of 0 is a bid of 0. Auctions without a bid above 0 teach nothing about the curve.
/// - Complexity: O(*n*) square or cube roots and *n* exponentials for *n* members an auction; no allocation.
///
/// Source: bids and curves: Zhang, Yuan and Wang 2014; their fit is offline, the online steps are ours.
public struct OptimalRealTimeBidding: BidderStrategy {
  public static let card = Card(
    "ortb", label: "ORTB", "Bids by the optimal curve for a chance of winning that it fits to its own wins.",
    source: "Zhang, Yuan and Wang 2014; the online fit is ours", surroundings: budgetedMarket("ortb"))

  enum WinCurve: String, CaseIterable, Sendable {
    case hyperbolic
    case quadratic
  }

  private struct Member {
    /// ln c.
    var scale: Double
    /// ln λ.
    var price: Double
  }

  private let curve: WinCurve
  private let step: LearningStep
  private let fitStep: Double
  private let start: Double
  private let startScale: Double?
  private var size = 0.0
  private var rate = 0.0
  private var members: [Member] = []

  /// Logarithms of scales and prices stay within ±30: beyond it a bid is 0 or everything.
  private static let bound = 30.0

  public init(_ settings: inout Settings) {
    curve = settings.choice(
      "win-curve", default: WinCurve.hyperbolic, "The chance of winning with a bid: b/(c + b), or b²/(c² + b²).")
    step = LearningStep(&settings, "The logarithm that the price of money grows by for each spend rate spent too much.")
    fitStep = settings.number("fit-step", in: .positive, default: 0.01, "How far one auction moves the logarithm of c.")
    start = settings.number("start", in: .positive, default: 1, "The price of money before the first auction.")
    startScale = settings.optionalNumber(
      "start-scale", in: .positive, unit: .money, otherwise: "half the highest value, 1 where it has no bound",
      "c before the first auction: the bid that is thought to win every second auction.")
  }

  public var needs: Information { .ownOutcome }

  public var goal: Goal { Goal(.value) }

  public func objection(to group: GroupFacts) -> (problem: String, remedy: String)? {
    budgetObjection(group, "ORTB", leastFactor: 0, required: true)
  }

  public mutating func begin(_ group: GroupFacts) {
    size = step.size(group)
    rate = group.spendRate ?? 0
    let half = group.highestValue / 2
    let scale = startScale ?? (half > 0 && half < .infinity ? half : 1)
    members = Array(
      repeating: Member(scale: Self.bounded(logarithm(scale)), price: Self.bounded(logarithm(start))),
      count: group.count)
  }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices {
      let member = members[Int(round.members[i])]
      bids[i] = min(bid(round.values[i], exponential(member.scale), exponential(member.price)), round.left[i])
    }
  }

  private func bid(_ value: Double, _ c: Double, _ price: Double) -> Double {
    switch curve {
    case .hyperbolic:
      // √(cv/λ + c²) − c without the difference of two large numbers.
      let worth = value / price
      return c * worth / ((c * worth + c * c).squareRoot() + c)
    case .quadratic:
      let q = (value + (c * c * price * price + value * value).squareRoot()) / (c * price)
      let root = exponential(logarithm(q) / 3)
      return max(c * (root - 1 / root), 0)
    }
  }

  /// The chance of winning that the curve gives a bid.
  private func chance(_ bid: Double, _ c: Double) -> Double {
    switch curve {
    case .hyperbolic: bid / (c + bid)
    case .quadratic: bid * bid / (c * c + bid * bid)
    }
  }

  public mutating func observe(_ feedback: borrowing Feedback) {
    let weight = fitStep * (curve == .hyperbolic ? 1 : 2)
    for i in feedback.members.indices {
      let member = Int(feedback.members[i])
      members[member].price -= size
      if feedback.bids[i] > 0 {
        members[member].scale += weight * chance(feedback.bids[i], exponential(members[member].scale))
      }
    }
    for k in feedback.awards.indices {
      let award = feedback.awards[k]
      let member = Int(feedback.members[Int(award.seat)])
      members[member].price += size * award.payment / rate
      if feedback.bids[Int(award.seat)] > 0 && award.quantity > 0 { members[member].scale -= weight }
    }
    for i in feedback.members.indices {
      let member = Int(feedback.members[i])
      members[member].price = Self.bounded(members[member].price)
      members[member].scale = Self.bounded(members[member].scale)
    }
  }

  private static func bounded(_ x: Double) -> Double { min(max(x, -bound), bound) }
}
