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

/// The mechanisms for pages of ads that scenarios can name. A new one is one file and one line here.
public let positionMechanisms: [Registration] = [
  .positionMechanism(GeneralisedFirstPrice.self),
  .positionMechanism(GeneralisedSecondPrice.self),
  .positionMechanism(PositionVCG.self),
  .positionMechanism(PositionMyerson.self),
]
