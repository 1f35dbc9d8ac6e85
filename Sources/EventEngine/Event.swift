/// Something that happens at a time: the key that orders it, and a payload that says what it is.
///
/// Events are ordered by (time, rank, arrival): the earlier time first; at one time the lower rank first; at one time
/// and rank the event that entered its queue first. No two events of one queue are equal, so the order is total.
///
/// **Edge cases**: negative and infinite times are ordinary; −0 and 0 are the same time; NaN is refused by the queue.
public struct Event<Payload: BitwiseCopyable & Sendable>: BitwiseCopyable, Sendable {
  /// The time as an integer that is ordered as the time is: comparing two of them takes no branch.
  @usableFromInline let instant: UInt64

  /// The rank in the upper 8 bits, the arrival number in the lower 56: enough for 7 × 10¹⁶ events.
  @usableFromInline let order: UInt64

  /// What happens; the queue never looks at it.
  public let payload: Payload

  @inlinable @inline(__always)
  init(instant: UInt64, order: UInt64, payload: Payload) {
    self.instant = instant
    self.order = order
    self.payload = payload
  }

  /// When it happens, in the caller's unit of time.
  @inlinable @inline(__always)
  public var time: Double {
    // The upper bit is set for times ≥ 0, whose other bits are as they were; a negative time has all bits inverted.
    let inverted = ~UInt64(bitPattern: Int64(bitPattern: instant) &>> 63)
    return Double(bitPattern: instant ^ (inverted | 1 &<< 63))
  }

  /// The order among events of one time: lower ranks first.
  @inlinable @inline(__always)
  public var rank: UInt8 { UInt8(truncatingIfNeeded: order &>> 56) }

  /// Whether this event leaves the queue before `other`, both being of one queue.
  @inlinable @inline(__always)
  public func precedes(_ other: Self) -> Bool {
    UInt128(_low: order, _high: instant) < UInt128(_low: other.order, _high: other.instant)
  }

  /// The integer that stands for a time: the bits of a double ≥ 0 are already in order, those of a negative one in
  /// reverse order. Adding 0 turns −0 into 0.
  @inlinable @inline(__always)
  static func instant(of time: Double) -> UInt64 {
    let bits = (time + 0).bitPattern
    let negative = UInt64(bitPattern: Int64(bitPattern: bits) &>> 63)
    return bits ^ (negative | 1 &<< 63)
  }
}
