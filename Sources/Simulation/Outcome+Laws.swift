internal import MarketModel

extension Outcome {
  /// What lines can break only together, in words: quantities within the supply, one line a seat. nil: nothing.
  ///
  /// - Complexity: O(lines) where seats ascend, else a set of them.
  @inline(never) func breach(ofSupply supply: Double) -> String? {
    var sold = 0.0
    var ascends = true
    for k in 0..<count {
      sold += self[k].quantity
      if k > 0 && self[k].seat <= self[k - 1].seat { ascends = false }
    }
    if sold > supply * (1 + 1e-12) { return "\(shortest(sold)) was sold of a supply of \(shortest(supply))" }
    if ascends { return nil }
    var seen: Set<Int32> = []
    for k in 0..<count where !seen.insert(self[k].seat).inserted { return "seat \(self[k].seat) got two lines" }
    return nil
  }
}
