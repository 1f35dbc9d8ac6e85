/// What a bidder maximises, and the limit on its return that it sets itself beside the budget.
///
/// The engine enforces budgets and nothing else: a limit on the return is the strategy's own business, and metrics say
/// afterwards whether it was kept.
public struct Goal: Sendable, Hashable {
  public enum Objective: String, Sendable, CaseIterable {
    /// Value less payments: a utility maximiser.
    case surplus
    /// Value alone, within budget and limits: a value maximiser.
    case value
  }

  public var objective: Objective
  /// The least value per unit of money spent [1]; nil: no such limit.
  public var leastReturn: Double?
  /// The most it wants to pay for an action (a conversion) [money]; nil: no such limit.
  public var highestCost: Double?

  public init(_ objective: Objective = .surplus, leastReturn: Double? = nil, highestCost: Double? = nil) {
    self.objective = objective
    self.leastReturn = leastReturn
    self.highestCost = highestCost
  }

  /// The stricter of the two limits as a return on spend, where an action is worth `valuePerAction` [money]: actions
  /// are value/`valuePerAction`, so that a cost of c an action is a return of `valuePerAction`/c.
  public func requiredReturn(valuePerAction: Double) -> Double? {
    let fromCost = highestCost.map { valuePerAction / $0 }
    guard let leastReturn else { return fromCost }
    return max(leastReturn, fromCost ?? 0)
  }
}

/// What a mechanism's winner pays, for those who ask what another bid would have brought.
public enum PaymentRule: Sendable {
  /// The least bid that would have won: the highest other bid, or the reserve.
  case threshold
  /// Its own bid.
  case ownBid
}
