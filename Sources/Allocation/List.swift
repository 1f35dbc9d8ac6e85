public import MarketModel

/// Where items of an online knapsack come from. A new source is one file and one line here.
public let itemSources: [Registration] = [
  .items(UniformItems.self),
  .items(BurstItems.self),
  .items(AscendingBatches.self),
  .items(SyntheticJobs.self),
  .items(TraceItems.self),
]

/// Who is let into a knapsack. A new policy is one file and one line here.
public let admissionPolicies: [Registration] = [
  .admission(ZCL.self),
  .admission(RandomizedZCL.self),
  .admission(ExtendedConstant.self),
  .admission(FairBaseline.self),
  .admission(PredictedPrice.self),
  .admission(GreedyAdmission.self),
  .admission(StaticPrice.self),
  .admission(BidPrice.self),
]

/// What hindsight could have earned. A new bound is one file and one line here.
public let hindsightBounds: [Registration] = [
  .hindsight(HindsightOptimum.self)
]
