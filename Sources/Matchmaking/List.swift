public import MarketModel

/// The graphs of online matchings that scenarios can name. A new one is one file and one line here.
public let matchingInstances: [Registration] = [
  .matchingInstance(RandomGraph.self),
  .matchingInstance(UpperTriangular.self),
  .matchingInstance(Complete.self),
  .matchingInstance(PowerLaw.self),
  .matchingInstance(AdWords.self),
  .matchingInstance(GraphFromFile.self),
]

/// The policies of online matchings that scenarios can name. A new one is one file and one line here.
public let matchingPolicies: [Registration] = [
  .matchingPolicy(Greedy.self),
  .matchingPolicy(RandomChoice.self),
  .matchingPolicy(Ranking.self),
  .matchingPolicy(Balance.self),
  .matchingPolicy(MSVV.self),
  .matchingPolicy(StochasticBalance.self),
  .matchingPolicy(WaterFilling.self),
  .matchingPolicy(LPGuided.self),
  .matchingPolicy(BatchedAssignment.self),
]

/// The benchmarks of online matchings that scenarios can ask for. A new one is one file and one line here.
public let matchingBenchmarks: [Registration] = [
  .matchingBenchmark(OfflineOptimum.self),
  .matchingBenchmark(MatchingLP.self),
  .matchingBenchmark(ConfigurationLP.self),
  .matchingBenchmark(ArrivalOrderLP.self),
  .matchingBenchmark(OrderFreeLP.self),
]

/// The sources of utilities that scenarios can name. A new one is one file and one line here.
public let utilitySources: [Registration] = [
  .utilities(ListedUtilities.self),
  .utilities(UniformUtilities.self),
  .utilities(NormalUtilities.self),
]

/// The matching rules that scenarios can name. A new one is one file and one line here.
public let matchingRules: [Registration] = [
  .matchingRule(AssignmentRule.self),
  .matchingRule(MaxMinRule.self),
  .matchingRule(LeximinRule.self),
]
