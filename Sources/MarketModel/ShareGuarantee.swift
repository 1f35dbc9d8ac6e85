/// What part of its maximin share a policy has been proven to give every agent: at least α for goods, at most for
/// chores.
///
/// α² is a quotient of whole numbers, so that 1/2, 2 − 1/n and √2 are all compared exactly.
public struct ShareGuarantee: Sendable, Equatable {
  /// α² = numerator / denominator.
  public let numerator: Int
  public let denominator: Int

  /// α = `above` / `below`.
  public init(_ above: Int, over below: Int) {
    precondition(above > 0 && below > 0 && max(above, below) < 1 << 31, "A guarantee is a positive quotient.")
    numerator = above * above
    denominator = below * below
  }

  /// α = √`square`.
  public init(rootOf square: Int) {
    precondition(square > 0, "A guarantee is positive.")
    numerator = square
    denominator = 1
  }

  /// α.
  public var ratio: Double { (Double(numerator) / Double(denominator)).squareRoot() }

  /// Whether an agent whose maximin share is `share` has its part when it has got `got` [units of one kind].
  ///
  /// got ≥ α · share for goods, got ≤ α · share for chores, decided without rounding.
  /// - Precondition: both are from 0 to 2⁵³.
  public func isKept(got: Int, share: Int, isChores: Bool) -> Bool {
    let left = product(got, denominator)
    let right = product(share, numerator)
    return isChores ? left <= right : left >= right
  }

  /// amount² · factor, in two words.
  private func product(_ amount: Int, _ factor: Int) -> (UInt128, UInt128) {
    let square = UInt128(amount) * UInt128(amount)
    let (high, low) = square.multipliedFullWidth(by: UInt128(factor))
    return (high, low)
  }
}
