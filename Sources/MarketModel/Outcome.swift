/// One line of an outcome: a seat gets a quantity (items, or expected clicks) and pays for it.
public struct Award: BitwiseCopyable, Sendable {
  public var seat: Int32
  /// May be 0: in an all-pay auction losers pay too.
  public var quantity: Double
  /// [money], for the whole quantity.
  public var payment: Double

  @inlinable public init(seat: Int32, quantity: Double, payment: Double) {
    self.seat = seat
    self.quantity = quantity
    self.payment = payment
  }
}

/// What a mechanism decided. One is reused from auction to auction: it never allocates.
///
/// A seat has at most one line. Not a record: nothing in it outlives the auction.
public struct Outcome: ~Copyable, Sendable {
  @usableFromInline var lines: Column<Award>
  @usableFromInline var filled = 0
  /// Whether a reserve changed the result: it set the price or kept the item from being sold.
  public var reserveBound = false

  /// An outcome with room for one line per seat.
  public init(seats: Int) {
    lines = Column(repeating: Award(seat: 0, quantity: 0, payment: 0), count: seats)
  }

  @inlinable public var count: Int { @inline(__always) get { filled } }

  @inlinable @inline(__always) public mutating func clear() {
    filled = 0
    reserveBound = false
  }

  @inlinable @inline(__always) public mutating func award(_ seat: Int, quantity: Double = 1, payment: Double) {
    lines[filled] = Award(seat: Int32(truncatingIfNeeded: seat), quantity: quantity, payment: payment)
    filled &+= 1
  }

  @inlinable public subscript(k: Int) -> Award {
    @inline(__always) get { lines[k] }
    @inline(__always) set { lines[k] = newValue }
  }

  @inlinable public var awards: Span<Award> {
    @_lifetime(borrow self) get { lines.span.extracting(first: filled) }
  }

  /// Drops line `k`; the last line takes its place.
  public mutating func strike(_ k: Int) {
    lines[k] = lines[filled - 1]
    filled -= 1
  }
}
