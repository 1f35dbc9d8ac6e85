extension Valuations {
  /// Better and better divisions: an item goes to another agent, or two items of two agents change places, as long as that
  /// is an improvement. The start of a search, not an end: what is left may be far from the best.
  ///
  /// The first improvement found is made, items and agents in ascending order.
  /// - Parameter isBetter: whether the first utilities are better than the second; it must be a strict order.
  /// **Edge cases**: more than 256 items are left as they are.
  /// - Complexity: O(*m*² · *n*) for each round without an improvement; at most 1,000 improvements are made.
  func improved(_ start: Bundles, isBetter: ([Int], [Int]) -> Bool) -> Bundles {
    if itemCount > PartitionSearch.largest { return start }
    var owners = start.owners
    var utilities = utilities(start)
    var rounds = 0
    while rounds < 1000, improve(&owners, &utilities, isBetter) { rounds += 1 }
    var bundles = start
    for (item, owner) in owners.enumerated() {
      if let owner { bundles.give(item, to: owner) }
    }
    return bundles
  }

  private func improve(
    _ owners: inout [Int?], _ utilities: inout [Int], _ isBetter: ([Int], [Int]) -> Bool
  ) -> Bool {
    for item in 0..<itemCount {
      guard let owner = owners[item] else { continue }
      for agent in 0..<agentCount where agent != owner {
        var changed = utilities
        changed[owner] -= self[owner, item]
        changed[agent] += self[agent, item]
        if isBetter(changed, utilities) {
          (owners[item], utilities) = (agent, changed)
          return true
        }
      }
      for other in item + 1..<max(itemCount, item + 1) {
        guard let second = owners[other], second != owner else { continue }
        var changed = utilities
        changed[owner] += self[owner, other] - self[owner, item]
        changed[second] += self[second, item] - self[second, other]
        if isBetter(changed, utilities) {
          (owners[item], owners[other], utilities) = (second, owner, changed)
          return true
        }
      }
    }
    return false
  }
}
