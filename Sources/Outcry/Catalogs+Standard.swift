internal import Allocation
internal import Bandits
internal import Bidders
internal import ClickModels
internal import Demand
internal import MarketMetrics
public import MarketModel
internal import Matchmaking
internal import Mechanisms
internal import Simulation

extension Catalogs {
  /// Every component that comes with Outcry.
  public static let standard = Catalogs(
    worlds, mechanisms, positionMechanisms, clickModels, qualityModels, strategies, agencyRules, arrivalProcesses,
    valueModels, biddingRules, logSources, metrics, multiUnitAuctions, doubleAuctions, combinatorialAuctions,
    bundleModels,
    utilitySources, matchingRules, matchingInstances, matchingPolicies, matchingBenchmarks, itemSources,
    admissionPolicies, hindsightBounds, valuationSources, allotmentPolicies, allocationRules, bandits,
    sellers, adAllocators, bidShadings, autobidders)
}
