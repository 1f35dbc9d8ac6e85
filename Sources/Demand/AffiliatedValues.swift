public import MarketModel
public import Randomness

/// Affiliated signals: bidder i sees Xᵢ = Sᵢ + T, and the item is worth the mean of the group's signals to all of them.
///
/// T is common (the opportunity's common draw) and the Sᵢ are the bidders' own, all independent and uniform on 0 to
/// `high`. The pool of bidders who share the value is the group: put all of them in one.
///
/// Source: Krishna 2009, example 6.2 (two bidders).
public struct AffiliatedValues: ValueModel {
  public static let card = Card(
    "affiliated", "Signals with a common part; the item is worth the mean of the group's signals to each of them.",
    source: "Krishna 2009, example 6.2")

  let high: Double

  public init(_ settings: inout Settings) {
    high = settings.number("high", in: .nonNegative, default: 1, unit: .money, "The highest own and common part.")
  }

  public var hasSignals: Bool { true }
  public var needsCommonDraw: Bool { true }
  public var isJoint: Bool { true }

  public mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, into values: inout MutableSpan<Double>,
    using stream: inout RandomStream
  ) {
    for i in values.indices { values[i] = high * (stream.unit() + opportunity.common) }
  }

  public mutating func drawSignals(
    for opportunity: Opportunity, members: Span<Int32>, into signals: inout MutableSpan<Double>,
    values: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    draw(for: opportunity, members: members, into: &signals, using: &stream)
    var sum = 0.0
    for i in signals.indices { sum += signals[i] }
    let mean = signals.isEmpty ? 0 : sum / Double(signals.count)
    for i in values.indices { values[i] = mean }
  }
}
