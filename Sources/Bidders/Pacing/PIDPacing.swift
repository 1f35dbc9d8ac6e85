public import MarketModel
public import Randomness

/// Paces its budget by a controller: the factor on its value follows the error of its spending.
///
/// Every `window` auctions a member took part in, with the spend rate ρ = budget / auctions and the spending z of the
/// window, e = (ρ · window − z) / (ρ · window) is the error, E the sum of all errors and e′ the last one:
///
///     factor = start · exp(proportional · e + integral · E + derivative · (e − e′)), within its bounds
///     bid = min(factor · v, budget left)
///
/// The sum holds still while the factor is at a bound and the error would push it further (no wind-up). E is what is left
/// over from plan, in windows: a controller with `integral` above 0 makes up for what it spent too much or too little.
///
/// - Complexity: O(*n*) for *n* members, an exponential per member and window; no allocation.
///
/// Source: the textbook controller, in velocity-free form with anti-windup (Åström and Murray 2008); applied to spending
/// by us.
public struct PIDPacing: BidderStrategy {
  public static let card = Card(
    "pid-pacing", label: "PID pacing", "Scales its value by a factor that a PID controller sets from its spending.",
    source: "Åström and Murray 2008; applied to spending by us", surroundings: budgetedMarket("pid-pacing"))

  private struct Member {
    var factor: Double
    var spent = 0.0
    var auctions = 0
    var sum = 0.0
    var last = 0.0
  }

  private let proportional: Double
  private let integral: Double
  private let derivative: Double
  private let window: Int
  private let start: Double
  private let lowest: Double
  private let highest: Double
  /// What a window should cost [money].
  private var target = 0.0
  private var members: [Member] = []

  public init(_ settings: inout Settings) {
    proportional = settings.number("proportional", in: .nonNegative, default: 0.2, "Gain on the last window's error.")
    integral = settings.number("integral", in: .nonNegative, default: 0.05, "Gain on the sum of all errors.")
    derivative = settings.number(
      "derivative", in: .nonNegative, default: 0, "Gain on the change of the error since the window before.")
    window = settings.integer(
      "window", in: 1...1_000_000_000, default: 100, unit: .auctions, "Auctions between two settings of the factor.")
    start = settings.number("start", in: .positive, default: 1, "The factor before the first window.")
    lowest = settings.number("lowest", in: .positive, default: 0.001, "The lowest factor.")
    highest = settings.number("highest", in: .positive, default: 1, "The highest factor.")
    settings.check(
      highest >= lowest, "highest", "\(shortest(highest)) is below the lowest factor",
      remedy: "write at least \(shortest(lowest))")
    settings.check(
      proportional > 0 || integral > 0 || derivative > 0, "proportional", "all gains are 0: the factor never moves",
      remedy: "give one of `proportional`, `integral` and `derivative` above 0")
  }

  public var needs: Information { .ownOutcome }

  public func objection(to group: GroupFacts) -> (problem: String, remedy: String)? {
    budgetObjection(group, "a controller of spending", leastFactor: lowest, required: true)
  }

  public mutating func begin(_ group: GroupFacts) {
    target = (group.spendRate ?? 0) * Double(window)
    members = Array(repeating: Member(factor: min(max(start, lowest), highest)), count: group.count)
  }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices { bids[i] = min(members[Int(round.members[i])].factor * round.values[i], round.left[i]) }
  }

  public mutating func observe(_ feedback: borrowing Feedback) {
    for k in feedback.awards.indices {
      let award = feedback.awards[k]
      members[Int(feedback.members[Int(award.seat)])].spent += award.payment
    }
    for i in feedback.members.indices {
      let member = Int(feedback.members[i])
      members[member].auctions += 1
      if members[member].auctions == window { control(&members[member]) }
    }
  }

  private func control(_ member: inout Member) {
    // Bounded, so that differences of errors stay defined.
    let error = max((target - member.spent) / target, -1e6)
    let sum = member.sum + error
    let wanted =
      start * exponential(proportional * error + integral * sum + derivative * (error - member.last))
    let factor = min(max(wanted, lowest), highest)
    let windsUp = (wanted > highest && error > 0) || (wanted < lowest && error < 0)
    if !windsUp { member.sum = sum }
    member.factor = factor
    member.last = error
    member.spent = 0
    member.auctions = 0
  }
}
