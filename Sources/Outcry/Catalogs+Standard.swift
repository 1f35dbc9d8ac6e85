internal import Bidders
internal import ClickModels
internal import Demand
internal import MarketMetrics
public import MarketModel
internal import Mechanisms
internal import Simulation

extension Catalogs {
  /// Every component that comes with Outcry.
  public static let standard = Catalogs(
    worlds, mechanisms, positionMechanisms, clickModels, qualityModels, strategies, arrivalProcesses, valueModels,
    biddingRules, logSources, metrics, multiUnitAuctions, doubleAuctions, combinatorialAuctions, bundleModels)
}
