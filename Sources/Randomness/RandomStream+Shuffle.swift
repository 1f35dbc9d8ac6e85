extension RandomStream {
  /// Puts the elements into random order, all orders equally likely.
  ///
  /// From the last place down, each place receives one of the elements not yet placed.
  ///
  /// **Edge cases**: no element or one — nothing happens and nothing is drawn.
  /// - Complexity: O(*n*), *n* − 1 indices drawn, in place.
  ///
  /// Source: Durstenfeld 1964 (the Fisher–Yates shuffle).
  @inlinable
  public mutating func shuffle(_ elements: inout MutableSpan<Int32>) {
    var unplaced = elements.count
    while unplaced > 1 {
      let chosen = index(below: unplaced)
      unplaced &-= 1
      elements.swapAt(chosen, unplaced)
    }
  }
}
