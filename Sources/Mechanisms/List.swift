public import MarketModel

/// The mechanisms that scenarios can name. A new one is one file and one line here.
public let mechanisms: [Registration] = [
  .mechanism(FirstPrice.self),
  .mechanism(SecondPrice.self),
  .mechanism(ThirdPrice.self),
  .mechanism(AllPay.self),
  .mechanism(PostedPrice.self),
  .mechanism(Myerson.self),
]

/// The auctions of several units that scenarios can name. A new one is one file and one line here.
public let multiUnitAuctions: [Registration] = [
  .multiUnit(UniformPrice.self),
  .multiUnit(Discriminatory.self),
  .multiUnit(MultiUnitVickrey.self),
]

/// The double auctions that scenarios can name. A new one is one file and one line here.
public let doubleAuctions: [Registration] = [
  .doubleAuction(McAfee.self),
  .doubleAuction(TradeReduction.self),
  .doubleAuction(SBBA.self),
  .doubleAuction(VCGDoubleAuction.self),
  .doubleAuction(KDoubleAuction.self),
  .doubleAuction(PostedPriceTrade.self),
]

/// The package auctions that scenarios can name. A new one is one file and one line here.
public let combinatorialAuctions: [Registration] = [
  .combinatorial(CombinatorialVCG.self),
  .combinatorial(PayAsBidPackages.self),
  .combinatorial(CoreSelecting.self),
]

/// The mechanisms for pages of ads that scenarios can name. A new one is one file and one line here.
public let positionMechanisms: [Registration] = [
  .positionMechanism(GeneralisedFirstPrice.self),
  .positionMechanism(GeneralisedSecondPrice.self),
  .positionMechanism(PositionVCG.self),
  .positionMechanism(PositionMyerson.self),
  .positionMechanism(MNLWelfare.self),
  .positionMechanism(MNLRevenue.self),
  .positionMechanism(CascadeExact.self),
  .positionMechanism(CascadeGreedy.self),
  .positionMechanism(SeparableGSP.self),
  .positionMechanism(RandomPlacement.self),
]
