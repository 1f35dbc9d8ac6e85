/// How likely the ads of one page are clicked, each alone on it; shapes (seats), (positions), (seats × positions).
///
/// Where ads and positions act apart, p(ad, position) = quality(ad) × examination(position) and there is no matrix.
@frozen public struct ClickRates: ~Escapable, BitwiseCopyable {
  /// Chance that a position is looked at [1] (positions), best first.
  public let examination: Span<Double>
  /// Chance that an ad is clicked where it is looked at [1] (seats); with a matrix the mean of its row.
  public let quality: Span<Double>
  /// p(ad, position) [1], row by row (seats × positions) — empty where the rates are separable.
  public let matrix: Span<Double>

  @_lifetime(copy examination, copy quality, copy matrix)
  @inlinable public init(examination: Span<Double>, quality: Span<Double>, matrix: Span<Double>) {
    self.examination = examination
    self.quality = quality
    self.matrix = matrix
  }

  @inlinable public var positions: Int { @inline(__always) get { examination.count } }
  @inlinable public var isSeparable: Bool { @inline(__always) get { matrix.isEmpty } }

  /// Chance that the ad of a seat is clicked, were it alone and at this position.
  @inlinable public subscript(seat: Int, position: Int) -> Double {
    @inline(__always) get {
      matrix.isEmpty ? quality[seat] * examination[position] : matrix[seat &* examination.count &+ position]
    }
  }
}

/// What a position mechanism sees of one page; shapes (seats) unless said otherwise.
///
/// A seat is an advertiser's place in this auction's row; lower seats win ties.
@frozen public struct PositionBallot: ~Escapable, BitwiseCopyable {
  /// Bids per click [money]: finite; a negative bid means that the seat does not bid.
  public let bids: Span<Double>
  /// Personal reserves per click [money] — empty when no bidder has one.
  public let reserves: Span<Double>
  /// The group that a seat's bidder belongs to.
  public let groups: Span<Int32>
  public let rates: ClickRates
  /// At most this many ads are placed; not more than there are positions.
  public let most: Int
  /// 64 random bits for mechanisms that leave something to chance — 0 where `needsLot` is false.
  public let lot: UInt64

  @_lifetime(copy bids, copy reserves, copy groups, copy rates)
  @inlinable public init(
    bids: Span<Double>, reserves: Span<Double>, groups: Span<Int32>, rates: ClickRates, most: Int, lot: UInt64 = 0
  ) {
    self.bids = bids
    self.reserves = reserves
    self.groups = groups
    self.rates = rates
    self.most = most
    self.lot = lot
  }

  /// The bid of a seat that does not bid.
  @inlinable public static var noBid: Double { Ballot.noBid }
}

/// One ad on a page, at a price.
@frozen public struct Placement: BitwiseCopyable, Sendable, Hashable {
  public var seat: Int32
  /// From 0, the best first.
  public var position: Int32
  /// What the advertiser pays for a click [money], in expectation.
  public var price: Double

  @inlinable public init(seat: Int32, position: Int32, price: Double) {
    self.seat = seat
    self.position = position
    self.price = price
  }
}

/// What a position mechanism decided: the ads in the order in which the page shows them.
///
/// That order is the mechanism's to choose; only users who stop reading notice it. One is reused from page to page: it
/// never allocates.
public struct Placements: ~Copyable, Sendable {
  @usableFromInline var lines: Column<Placement>
  @usableFromInline var filled = 0
  /// Whether a reserve changed the result: it set a price or kept an ad from being placed.
  public var reserveBound = false
  /// A place for mechanisms to rank seats in; room for one more than there are positions.
  public var ranking: Ranking

  /// Placements with room for so many ads.
  public init(room: Int) {
    lines = Column(repeating: Placement(seat: 0, position: 0, price: 0), count: room)
    ranking = Ranking(room: room + 1)
  }

  @inlinable public var count: Int { @inline(__always) get { filled } }

  @inlinable @inline(__always) public mutating func clear() {
    filled = 0
    reserveBound = false
  }

  @inlinable @inline(__always) public mutating func place(_ seat: Int, at position: Int, price: Double) {
    lines[filled] = Placement(
      seat: Int32(truncatingIfNeeded: seat), position: Int32(truncatingIfNeeded: position), price: price)
    filled &+= 1
  }

  @inlinable public subscript(k: Int) -> Placement {
    @inline(__always) get { lines[k] }
    @inline(__always) set { lines[k] = newValue }
  }

  @inlinable public var placed: Span<Placement> {
    @_lifetime(borrow self) get { lines.span.extracting(first: filled) }
  }

  /// Drops line `k`; the ones after it move up.
  public mutating func strike(_ k: Int) {
    for later in (k + 1)..<max(filled, k + 1) { lines[later - 1] = lines[later] }
    filled -= 1
  }
}
