/// Something a mechanism can promise, by its standard name.
///
/// Where a definition has variants the name says which. An **agent** is a bidder, a seller, a voter; it has a **type**
/// (its value, its valuation, its location), and it is truthful when it reports its type. Utilities are quasi-linear
/// unless a domain says otherwise.
///
/// A property is a name and a definition: how it is tested belongs to `MechanismTesting`, and another package can add
/// its own.
public struct Property: Sendable, Hashable, CustomStringConvertible {
  /// Standard name, in kebab-case.
  public let name: String
  /// What it says, in one sentence.
  public let definition: String

  public init(_ name: String, _ definition: String) {
    self.name = name
    self.definition = definition
  }

  public var description: String { name }
  public static func == (a: Property, b: Property) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

// MARK: - Incentives

extension Property {
  public static let truthful = Property(
    "truthful",
    "Whatever the others report, no agent gains by lying: dominant strategies, whatever the draws of a lottery.")
  public static let truthfulInExpectation = Property(
    "truthful-in-expectation",
    "Whatever the others report, no agent gains by lying in expectation over the mechanism's own draws.")
  public static let exInterimTruthful = Property(
    "ex-interim-truthful",
    "An agent that knows its type does not gain by lying in expectation over the others' types, who are truthful.")
  public static let exAnteTruthful = Property(
    "ex-ante-truthful",
    "No rule of lying gains an agent anything in expectation over all types, its own included; the others are truthful."
  )
  public static let weaklyGroupStrategyproof = Property(
    "weakly-group-strategyproof", "No coalition can lie so that each of its members gains; nobody pays another.")
  public static let falseNameProof = Property(
    "false-name-proof", "No agent gains by taking part under several names.")
  public static let monotone = Property(
    "monotone", "An agent that reports a higher value gets no less.")
  public static let myersonPayments = Property(
    "myerson-payments",
    "p(v) = p(0) + v x(v) − ∫₀ᵛ x(z) dz: payments are what truthfulness in a single parameter asks of the allocation x."
  )
}

// MARK: - Participation and money

extension Property {
  public static let individuallyRational = Property(
    "individually-rational", "A truthful agent never ends below zero, whatever the others report: ex post.")
  public static let interimIndividuallyRational = Property(
    "interim-individually-rational",
    "A truthful agent that knows its type does not expect to end below zero; the others are truthful.")
  public static let noPositiveTransfers = Property("no-positive-transfers", "No agent is ever paid.")
  public static let weaklyBudgetBalanced = Property(
    "weakly-budget-balanced", "Payments never add up to less than zero: no outcome needs a subsidy.")
  public static let stronglyBudgetBalanced = Property(
    "strongly-budget-balanced", "Payments always add up to zero.")
}

// MARK: - Outcomes

extension Property {
  public static let efficient = Property(
    "efficient",
    "Truthful reports lead to the highest total value of all outcomes that serve only who meets its own reserve.")
  public static let sellsAboveReserve = Property(
    "sells-above-reserve", "Whenever some bid meets its own reserve something is sold.")
  public static let envyFree = Property(
    "envy-free", "No truthful agent would rather have what another gets, at the other's payment.")
  public static let inCore = Property(
    "in-core", "With truthful reports no coalition of agents and the seller can do better among themselves.")
  public static let anonymous = Property(
    "anonymous", "Exchanging reports exchanges what agents get and pay; reports that tie are not judged.")
  public static let anonymousInLottery = Property(
    "anonymous-in-lottery",
    "Exchanging reports exchanges what agents expect to get and pay, ties broken uniformly at random.")
  public static let nonBossy = Property(
    "non-bossy", "An agent whose report changes nothing of what it gets and pays changes nothing for anybody.")
  public static let allocationNonBossy = Property(
    "allocation-non-bossy", "An agent whose report does not change what it gets does not change what others get.")
  public static let revenueMonotone = Property(
    "revenue-monotone", "One more agent never lowers revenue.")
  public static let scaleCovariant = Property(
    "scale-covariant", "In another currency everybody gets the same and payments are converted.")
}

// MARK: - Fairness over time

extension Property {
  /// Time-independent fairness of an online knapsack.
  public static let timeFair = Property(
    "tif", "Whether an item is accepted depends on its density alone, wherever in the sequence it comes.")

  /// α-conditional time-independent fairness of an online knapsack.
  ///
  /// Differs from the source for items of positive weight: an item counts when its whole weight lies in the window, the
  /// use before it too, not only the use with it.
  ///
  /// Source: Lechowicz et al. 2024.
  /// - Parameter alpha: width of the window, as a share of the capacity.
  public static func timeFair(within alpha: Double) -> Property {
    Property(
      "\(shortest(alpha))-ctif",
      "While the use lies in some window of \(shortest(alpha)) of the capacity, whether an item is accepted depends on "
        + "its density alone.")
  }
}

extension Property {
  /// Those of one-shot mechanisms that come with Outcry.
  public static let all: [Property] = [
    .truthful, .truthfulInExpectation, .exInterimTruthful, .exAnteTruthful, .weaklyGroupStrategyproof, .falseNameProof,
    .monotone, .myersonPayments, .individuallyRational, .interimIndividuallyRational, .noPositiveTransfers,
    .weaklyBudgetBalanced, .stronglyBudgetBalanced, .efficient, .sellsAboveReserve, .envyFree, .inCore, .anonymous,
    .anonymousInLottery, .nonBossy, .allocationNonBossy, .revenueMonotone, .scaleCovariant, .envyFreeInExpectation,
    .envyFreeUpToOne,
    .envyFreeUpToAny, .envyFreeUpToAnyEvenZero, .proportional, .proportionalUpToOne, .maximinShares, .paretoEfficient,
  ]
}
