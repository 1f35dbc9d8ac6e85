public import MarketModel
public import Randomness

/// A common value that nobody knows: the item is worth V to everybody, and bidder i sees a signal Xᵢ.
///
/// V is uniform on 0 to `high`, and given V the signals are independent and uniform on 0 to 2V. All groups with this
/// model share V (it comes from the opportunity's common draw); with different `high` they value the same item in
/// proportion.
///
/// Source: Wilson 1969; Krishna 2009, example 6.1.
public struct MineralRightsValues: ValueModel {
  public static let card = Card(
    "mineral-rights",
    "A common value, uniform from 0 to high; each bidder sees a signal uniform from 0 to twice the value.",
    source: "Wilson 1969; Krishna 2009, example 6.1")

  let high: Double

  public init(_ settings: inout Settings) {
    high = settings.number("high", in: .nonNegative, default: 1, unit: .money, "The highest common value.")
  }

  public var hasSignals: Bool { true }
  public var needsCommonDraw: Bool { true }

  public mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, into values: inout MutableSpan<Double>,
    using stream: inout RandomStream
  ) {
    for i in values.indices { values[i] = high * opportunity.common }
  }

  public mutating func drawSignals(
    for opportunity: Opportunity, members: Span<Int32>, into signals: inout MutableSpan<Double>,
    values: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    draw(for: opportunity, members: members, into: &values, using: &stream)
    for i in signals.indices { signals[i] = 2 * values[i] * stream.unit() }
  }
}
