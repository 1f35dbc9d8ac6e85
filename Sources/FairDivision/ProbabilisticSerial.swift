internal import Matching

/// A lottery over divisions.
public struct DivisionLottery: Sendable, Equatable {
  public struct Term: Sendable, Equatable {
    /// In (0, 1].
    public let probability: Double
    public let bundles: Bundles
  }

  /// Each division once; probabilities add up to 1.
  public let terms: [Term]
}

extension Valuations {
  /// How much of each item each agent has eaten when all eat at the same speed, each the item it likes best of those not
  /// yet used up (agents × items): probabilistic serial. Each agent eats m/n in all.
  ///
  /// Envy-free whatever values agree with the agents' orders of the items, and ordinally efficient. Chores are eaten
  /// from the cheapest on. **Ties**: the lower item.
  /// - Complexity: O(*m* · *n*) steps of O(*n*).
  ///
  /// Source: Bogomolnaia and Moulin 2001, for n items; beyond that as they say for any number.
  public func probabilisticSerial() -> [[Double]] {
    let eaten = eat(padded: itemCount)
    return eaten.map { slots in
      (0..<itemCount).map { item in slots.reduce(0) { $0 + $1[item] } }
    }
  }

  /// A lottery over whole divisions in which each item goes to each agent with the probability that it eats of it, and
  /// in which every division is EF1.
  ///
  /// Items of no value are added until every agent eats whole items, for chores before the others and for goods after
  /// them. An agent's k-th slot has what it eats from time k − 1 to time k; slots and items make a doubly stochastic
  /// matrix, which is a lottery over matchings (Birkhoff). An item of an agent's k-th slot is as good to it as any item of
  /// another's later slot, so all but one item are compared in pairs.
  ///
  /// - Complexity: that of `birkhoffDecomposition` for n · ⌈m/n⌉ items.
  ///
  /// Source: Aziz, Freeman, Shah and Vaish 2020 (PS-lottery) for goods; for chores ours.
  public func probabilisticSerialLottery() -> DivisionLottery {
    let slotCount = (itemCount + agentCount - 1) / agentCount
    let size = slotCount * agentCount
    let eaten = eat(padded: size)
    // Row agent · slots + slot.
    let weights = eaten.flatMap { slots in slots.prefix(slotCount).flatMap { row in row.map { min($0, 1) } } }
    guard let matrix = try? WeightMatrix(rows: size, columns: size, weights: weights),
      let decomposition = try? matrix.birkhoffDecomposition()
    else { preconditionFailure("What is eaten at the same speed makes a doubly stochastic matrix.") }
    var terms: [DivisionLottery.Term] = []
    for term in decomposition.terms where term.probability > 0 {
      var bundles = Bundles(agents: agentCount, items: itemCount)
      for (row, column) in term.columnOfRow.enumerated() {
        if let column, column < itemCount { bundles.give(column, to: row / slotCount) }
      }
      if let same = terms.firstIndex(where: { $0.bundles == bundles }) {
        terms[same] = .init(probability: terms[same].probability + term.probability, bundles: bundles)
      } else {
        terms.append(.init(probability: term.probability, bundles: bundles))
      }
    }
    return DivisionLottery(terms: terms)
  }

  /// What each agent eats of each item from one whole time to the next (agents × slots × items); items from m on are of no
  /// value.
  private func eat(padded count: Int) -> [[[Double]]] {
    let slotCount = (count + agentCount - 1) / agentCount
    var eaten = [[[Double]]](
      repeating: [[Double]](repeating: [Double](repeating: 0, count: count), count: slotCount), count: agentCount)
    let extra = Array(itemCount..<count)
    let orders = (0..<agentCount).map { kind == .goods ? wishes(of: $0) + extra : extra + wishes(of: $0) }
    var left = [Double](repeating: 1, count: count)
    var next = [Int](repeating: 0, count: agentCount)
    var slot = 0
    // What is left of the slot's time.
    var time = 1.0
    while true {
      for agent in 0..<agentCount {
        while next[agent] < count && left[orders[agent][next[agent]]] <= 0 { next[agent] += 1 }
      }
      guard (0..<agentCount).contains(where: { next[$0] < count }) else { return eaten }
      var eaters = [Int](repeating: 0, count: count)
      for agent in 0..<agentCount where next[agent] < count { eaters[orders[agent][next[agent]]] += 1 }
      var step = time
      for item in 0..<count where eaters[item] > 0 { step = min(step, left[item] / Double(eaters[item])) }
      for agent in 0..<agentCount where next[agent] < count {
        eaten[agent][min(slot, slotCount - 1)][orders[agent][next[agent]]] += step
      }
      for item in 0..<count where eaters[item] > 0 {
        left[item] -= step * Double(eaters[item])
        // What rounding leaves is nothing.
        if left[item] < 1e-12 { left[item] = 0 }
      }
      time -= step
      if time < 1e-12 {
        time = 1
        slot += 1
      }
    }
  }
}
