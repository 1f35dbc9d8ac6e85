public import MarketModel

/// The bandits that scenarios can name. A new one is one file and one line here.
public let bandits: [Registration] = [
  .bandit(EpsilonGreedy.self),
  .bandit(UCB1.self),
  .bandit(ThompsonSampling.self),
  .bandit(EXP3.self),
  .bandit(Hedge.self),
  .bandit(LinUCB.self),
  .bandit(LinearThompson.self),
]

/// The sellers that scenarios can name. A new one is one file and one line here.
public let sellers: [Registration] = [
  .seller(PlainSeller.self),
  .seller(BanditReserve.self),
]
