internal import Allocation
internal import Bidders
internal import Demand
internal import MarketMetrics
public import MarketModel
internal import Mechanisms
internal import Simulation

extension Catalogs {
  /// Every component that comes with Outcry.
  public static let standard = Catalogs(
    worlds, mechanisms, strategies, arrivalProcesses, valueModels, biddingRules, logSources, metrics, itemSources,
    admissionPolicies, hindsightBounds)
}
