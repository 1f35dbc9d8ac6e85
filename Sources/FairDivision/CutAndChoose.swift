extension Valuations {
  /// Two agents: one cuts the items into two bundles as even as it can, the other takes the one it prefers.
  ///
  /// Goods and chores. The cutter makes the partition of its maximin share, so it has that share whatever is taken; the
  /// chooser has at least half of everything. Both are without envy up to any item that matters (EFX): were the cutter's
  /// worse bundle still worse without some item of the better one, moving it would have made the cut more even.
  ///
  /// **Ties**: the chooser takes the bundle without the cutter's most valuable item — the lowest such.
  /// - Parameters:
  ///   - cutter: 0 or 1.
  ///   - limit: of the search for the even cut; when it runs out the cut is as even as was found.
  /// - Returns: nil unless there are two agents.
  /// - Complexity: that of `maximinShare(of:nodes:)`.
  ///
  /// Source: folklore; with indivisible items Budish 2011.
  public func cutAndChoose(cutter: Int = 0, nodes limit: Int = .max) -> Bundles? {
    guard agentCount == 2 else { return nil }
    precondition(cutter == 0 || cutter == 1, "The cutter is agent 0 or 1.")
    let chooser = 1 - cutter
    let partition = maximinShare(of: cutter, nodes: limit).partition
    guard !partition.isEmpty else { return Bundles(agents: 2, items: 0) }
    let row = Array(row(of: cutter))
    // The two bundles are told apart by where the cutter's most valuable item is.
    var first = 0
    for item in row.indices where row[item] > row[first] { first = item }
    var worth = [0, 0]
    for (item, bundle) in partition.enumerated() {
      worth[bundle == partition[first] ? 0 : 1] += self[chooser, item]
    }
    let takesFirst = kind == .goods ? worth[0] > worth[1] : worth[0] < worth[1]
    var bundles = Bundles(agents: 2, items: itemCount)
    for (item, bundle) in partition.enumerated() {
      bundles.give(item, to: (bundle == partition[first]) == takesFirst ? chooser : cutter)
    }
    return bundles
  }
}
