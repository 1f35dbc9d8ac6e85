/// The highest scores of a row and the seats they belong to, best first: as many as it has room for.
///
/// **Ties** stay with the seat that was taken in earlier. Scores are above −∞; others are not taken. One is reused from
/// auction to auction: it never allocates.
/// - Complexity: O(*room*) a score.
public struct Ranking: ~Copyable, Sendable {
  /// Scores beside their seats: a pair moves as one.
  @usableFromInline typealias Entry = SIMD2<Double>
  /// Up to so many places a score is compared with each, without a branch that would mostly be guessed wrongly.
  @usableFromInline static var few: Int { 8 }

  @usableFromInline var entries: Column<Entry>
  @usableFromInline var filled = 0

  public init(room: Int) { entries = Column(repeating: Entry(-.infinity, 0), count: room) }

  @inlinable public var room: Int { @inline(__always) get { entries.count } }
  /// Scores it holds.
  @inlinable public var count: Int { @inline(__always) get { filled } }
  @inlinable @inline(__always) public mutating func clear() {
    if entries.count <= Self.few {
      for place in 0..<filled { entries[place] = Entry(-.infinity, 0) }
    }
    filled = 0
  }

  /// The score and the seat in a place, from 0.
  @inlinable @inline(__always) public func score(_ place: Int) -> Double { entries[place][0] }
  @inlinable @inline(__always) public func seat(_ place: Int) -> Int { Int(entries[place][1]) }

  /// Takes one more score in, unless it is below all and there is no room.
  @inlinable @inline(__always) public mutating func take(_ score: Double, at seat: Int) {
    if !(score > -.infinity) { return }
    let entry = Entry(score, Double(seat))
    if entries.count <= Self.few {
      takeAmongFew(entry)
    } else {
      takeAmongMany(entry)
    }
  }

  @inlinable @inline(__always) mutating func takeAmongFew(_ entry: Entry) {
    filled = min(filled &+ 1, entries.count)
    var carried = entry
    // Once a place is taken, everybody after it moves down, those of equal score too.
    var moves = SIMDMask<SIMD2<Int64>>(repeating: false)
    for place in entries.indices {
      let held = entries[place]
      moves = moves .| (Entry(repeating: carried[0]) .> Entry(repeating: held[0]))
      entries[place] = held.replacing(with: carried, where: moves)
      carried.replace(with: held, where: moves)
    }
  }

  @inlinable mutating func takeAmongMany(_ entry: Entry) {
    if filled == entries.count {
      if !(entry[0] > entries[filled &- 1][0]) { return }
    } else {
      filled &+= 1
    }
    var place = filled &- 1
    while place > 0 && entry[0] > entries[place &- 1][0] {
      entries[place] = entries[place &- 1]
      place &-= 1
    }
    entries[place] = entry
  }
}
