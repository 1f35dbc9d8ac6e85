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
