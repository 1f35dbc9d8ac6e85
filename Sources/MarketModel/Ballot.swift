/// What a mechanism sees of one auction; shapes (seats).
///
/// A seat is a bidder's place in this auction's row; lower seats win ties, so the engine orders seats by the scenario's
/// tie rule.
@frozen public struct Ballot: ~Escapable, BitwiseCopyable {
  /// Finite; a negative bid means that the seat does not bid.
  public let bids: Span<Double>
  /// Personal reserves — empty when no bidder has one.
  public let reserves: Span<Double>
  /// The bidder group of each seat, numbered as in the scenario — empty unless the mechanism asks for it.
  public let groups: Span<Int32>

  @_lifetime(copy bids, copy reserves)
  @inlinable public init(bids: Span<Double>, reserves: Span<Double>) {
    self.bids = bids
    self.reserves = reserves
    groups = Span()
  }

  @_lifetime(copy bids, copy reserves, copy groups)
  @inlinable public init(bids: Span<Double>, reserves: Span<Double>, groups: Span<Int32>) {
    self.bids = bids
    self.reserves = reserves
    self.groups = groups
  }

  /// The bid of a seat that does not bid.
  @inlinable public static var noBid: Double { -1 }

  /// The higher of `anonymous` and the seat's own reserve.
  @inlinable @inline(__always) public func reserve(of seat: Int, anonymous: Double) -> Double {
    if reserves.isEmpty { return anonymous }
    let own = reserves[seat]
    return own > anonymous ? own : anonymous
  }
}
