public import MarketModel

/// The worlds that scenarios can name. A new one is one file and one line here.
public let worlds: [Registration] = [
  .world(RepeatedAuction.self),
  .world(LogReplay.self),
  .world(OneShotMatching.self),
  .world(OnlineMatching.self),
  .world(SponsoredSearch.self),
  .world(MultiUnitSale.self),
  .world(TwoSidedMarket.self),
  .world(PackageSale.self),
  .world(OnlineKnapsack.self),
  .world(OnlineGoods.self),
  .world(AuctionGym.self),
  .world(AuctionNet.self),
]
