public import MarketModel

/// The bidder strategies that scenarios can name. A new one is one file and one line here.
public let strategies: [Registration] = [
  .strategy(Truthful.self),
  .strategy(ScaledValue.self),
  .strategy(FixedBid.self),
  .strategy(RandomBid.self),
  .strategy(FirstPriceEquilibrium.self),
  .strategy(ThirdPriceEquilibrium.self),
  .strategy(AllPayEquilibrium.self),
  .strategy(MineralRightsEquilibrium.self),
  .strategy(LowestEnvyFree.self),
  .strategy(HighestEnvyFree.self),
  .strategy(BalancedBidding.self),
  .strategy(BanditBidding.self),
  .strategy(TrainedStrategy.self),
  .strategy(AdaptivePacing.self),
  .strategy(MultiplicativePacing.self),
  .strategy(PIDPacing.self),
  .strategy(Throttling.self),
  .strategy(OptimalRealTimeBidding.self),
  .strategy(FirstPricePacing.self),
  .strategy(ValueMaximiser.self),
]

/// The rules by which agencies bid for several groups. A new one is one file and one line here.
public let agencyRules: [Registration] = [
  .agency(IndependentClients.self),
  .agency(CoordinatedBidding.self),
  .agency(HybridCoordinatedPacing.self),
]

/// The bidding rules for replayed logs that scenarios can name. A new one is one file and one line here.
public let biddingRules: [Registration] = [
  .rule(MaximumCostPerClick.self),
  .rule(LinearBidding.self),
  .rule(AverageValueBidding.self),
  .rule(ReinforcementBidding.self),
  .rule(ValueNetworkBidding.self),
  .rule(QLearningBidding.self),
  .rule(DeepQBidding.self),
  .rule(ActorCriticBidding.self),
  .rule(TrainedBidding.self),
]

/// The ways to choose an ad that scenarios can name. A new one is one file and one line here.
public let adAllocators: [Registration] = [
  .allocator(OracleAllocation.self),
  .allocator(LogisticAllocation.self),
]

/// The ways to shade a bid for an ad that scenarios can name. A new one is one file and one line here.
public let bidShadings: [Registration] = [
  .shading(TruthfulShading.self),
  .shading(ConstantShading.self),
  .shading(EmpiricalShading.self),
  .shading(ValueLearning.self),
]

/// The autobidders that scenarios can name. A new one is one file and one line here.
public let autobidders: [Registration] = [
  .autobidder(BudgetController.self),
  .autobidder(OnlineProgram.self),
  .autobidder(ValueShaped.self),
  .autobidder(ConstantMultiplier.self),
]
