/// The highest scores of a row and the seats they belong to, best first: as many as it has room for.
///
/// **Ties** stay with the seat that was taken in earlier. One is reused from auction to auction: it never allocates.
/// - Complexity: O(*room*) a score, mostly one comparison.
public struct Ranking: ~Copyable, Sendable {
  @usableFromInline var scores: Column<Double>
  @usableFromInline var seats: Column<Int32>
  @usableFromInline var filled = 0

  public init(room: Int) {
    scores = Column(repeating: 0, count: room)
    seats = Column(repeating: 0, count: room)
  }

  @inlinable public var room: Int { @inline(__always) get { scores.count } }
  /// Scores it holds.
  @inlinable public var count: Int { @inline(__always) get { filled } }
  @inlinable @inline(__always) public mutating func clear() { filled = 0 }

  /// The score and the seat in a place, from 0.
  @inlinable @inline(__always) public func score(_ place: Int) -> Double { scores[place] }
  @inlinable @inline(__always) public func seat(_ place: Int) -> Int { Int(seats[place]) }

  /// Takes one more score in, unless it is below all and there is no room.
  @inlinable @inline(__always) public mutating func take(_ score: Double, at seat: Int) {
    if filled == scores.count {
      if filled == 0 || !(score > scores[filled &- 1]) { return }
    } else {
      filled &+= 1
    }
    Self.insert(score, Int32(truncatingIfNeeded: seat), &scores, &seats, filled)
  }

  /// Puts a score in its place among the first `filled`, of which the last is given up.
  ///
  /// Where there are few places all of them are written without asking which: a loop that ends where the score belongs is
  /// mispredicted half of the time, and costs a page of ten ads and four slots 50 ns.
  @inlinable @inline(__always) static func insert(
    _ score: Double, _ seat: Int32, _ scores: inout Column<Double>, _ seats: inout Column<Int32>, _ filled: Int
  ) {
    var scores = scores.mutableSpan
    var seats = seats.mutableSpan
    precondition(filled > 0 && filled <= scores.count && filled <= seats.count, "a ranking has room")
    var place = filled &- 1
    if place > 8 {
      while place > 0 && score > scores[unchecked: place &- 1] {
        scores[unchecked: place] = scores[unchecked: place &- 1]
        seats[unchecked: place] = seats[unchecked: place &- 1]
        place &-= 1
      }
      scores[unchecked: place] = score
      seats[unchecked: place] = seat
      return
    }
    // From the last place up, so that nothing is read after it was written. What stood last is given up.
    var own = score
    var ownSeat = seat
    while place > 0 {
      let above = scores[unchecked: place &- 1]
      let aboveSeat = seats[unchecked: place &- 1]
      let isAbove = score > above
      let isHere = score > own
      scores[unchecked: place] = isAbove ? above : isHere ? score : own
      seats[unchecked: place] = isAbove ? aboveSeat : isHere ? seat : ownSeat
      own = above
      ownSeat = aboveSeat
      place &-= 1
    }
    let isHere = score > own
    scores[unchecked: 0] = isHere ? score : own
    seats[unchecked: 0] = isHere ? seat : ownSeat
  }
}
