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
    var place = filled &- 1
    while place > 0 && score > scores[place &- 1] {
      scores[place] = scores[place &- 1]
      seats[place] = seats[place &- 1]
      place &-= 1
    }
    scores[place] = score
    seats[place] = Int32(truncatingIfNeeded: seat)
  }
}
