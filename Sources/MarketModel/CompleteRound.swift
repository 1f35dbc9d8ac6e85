/// What bidders know before they bid.
public enum Foresight: String, Sendable, CaseIterable, Comparable {
  /// Their own values.
  case own
  /// Also everybody else's values and click rates: a game of complete information.
  case complete

  public static func < (a: Foresight, b: Foresight) -> Bool { a == .own && b == .complete }
}

/// What a group of advertisers sees before it bids in a game of complete information.
///
/// Rows over all seats: a group's own seats are `seats`, in the order of `round.members`.
@frozen public struct CompleteRound: ~Escapable, BitwiseCopyable {
  public let round: Round
  public let firstSeat: Int
  /// Everybody's values per click [money] (seats).
  public let values: Span<Double>
  /// Chance that a seat's ad is clicked where it is looked at [1] (seats).
  public let quality: Span<Double>
  /// Chance that a position is looked at [1] (positions), best first.
  public let examination: Span<Double>

  @_lifetime(copy round, copy values, copy quality, copy examination)
  @inlinable public init(
    round: Round, firstSeat: Int, values: Span<Double>, quality: Span<Double>, examination: Span<Double>
  ) {
    self.round = round
    self.firstSeat = firstSeat
    self.values = values
    self.quality = quality
    self.examination = examination
  }

  /// The group's own seats.
  @inlinable public var seats: Range<Int> { firstSeat..<(firstSeat + round.members.count) }
}
