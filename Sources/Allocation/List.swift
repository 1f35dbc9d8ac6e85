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

/// How items that are all known are divided at once. A new rule is one file and one line here.
public let allocationRules: [Registration] = [
  .allocationRule(RoundRobinRule.self),
  .allocationRule(EnvyCycleRule.self),
  .allocationRule(NashRule.self),
  .allocationRule(LeximinRule.self),
  .allocationRule(CutAndChooseRule.self),
  .allocationRule(ProbabilisticSerialRule.self),
  .allocationRule(UtilitarianRule.self),
]

/// Where the items of a division come from. A new source is one file and one line here.
public let valuationSources: [Registration] = [
  .valuations(UniformValuations.self),
  .valuations(CorrelatedValuations.self),
  .valuations(IdenticalValuations.self),
  .valuations(SmallItems.self),
  .valuations(SmallThenLarge.self),
  .valuations(NoMaximinShares.self),
  .valuations(WorstCase.self),
  .valuations(ListedValuations.self),
  .valuations(ValuationsFromFile.self),
]

/// Who gets the items of a division. A new policy is one file and one line here.
public let allotmentPolicies: [Registration] = [
  .allotment(RoundRobinArrivals.self),
  .allotment(TwoAgentGoods.self),
  .allotment(ChoreSharing.self),
  .allotment(TwoAgentChores.self),
  .allotment(GreedyWelfare.self),
  .allotment(LeastLoaded.self),
  .allotment(EnvyCycle.self),
  .allotment(RandomAllotment.self),
  .allotment(NashGreedy.self),
  .allotment(PACE.self),
  .allotment(BatchAllotment.self),
  .allotment(PerfectPlay.self),
  .allotment(HindsightDivision.self),
  .allotment(EquilibriumAllotment.self),
]
