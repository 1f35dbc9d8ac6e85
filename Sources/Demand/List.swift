public import MarketModel

/// The arrival processes that scenarios can name. A new one is one file and one line here.
public let arrivalProcesses: [Registration] = [
  .arrivals(FixedArrivals.self),
  .arrivals(PoissonArrivals.self),
  .arrivals(DailyProfileArrivals.self),
  .arrivals(TimedArrivals.self),
]

/// The value models that scenarios can name. A new one is one file and one line here.
public let valueModels: [Registration] = [
  .values(UniformValues.self),
  .values(ExponentialValues.self),
  .values(LogNormalValues.self),
  .values(BetaValues.self),
  .values(PiecewiseUniformValues.self),
  .values(DiscreteValues.self),
  .values(EmpiricalValues.self),
  .values(MineralRightsValues.self),
  .values(AffiliatedValues.self),
  .values(SegmentValues.self),
]

/// The log sources that scenarios can name. A new one is one file and one line here.
public let logSources: [Registration] = [
  .log(SyntheticLog.self)
]

/// The models of bundles that scenarios can name. A new one is one file and one line here.
public let bundleModels: [Registration] = [
  .bundles(LLGBundles.self),
  .bundles(DecayBundles.self),
  .bundles(RegionBundles.self),
]
