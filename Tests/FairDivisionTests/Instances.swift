import FairDivision
import Randomness

/// Instances and everything that can be done with them: the slow second route.
enum Instances {
  static func stream(_ turn: Int, of test: UInt64) -> RandomStream {
    RandomStream(seed: 1, replicate: UInt64(turn), role: 0, index: test)
  }

  /// Values 0 ... `top`; a third of the instances have many equal values, a third agents that agree.
  static func random(
    _ kind: ItemKind, agents: ClosedRange<Int>, items: ClosedRange<Int>, top: Int, using stream: inout RandomStream
  ) throws -> Valuations {
    let n = agents.lowerBound + stream.index(below: agents.count)
    let m = items.lowerBound + stream.index(below: items.count)
    let sort = stream.index(below: 3)
    let highest = sort == 0 ? min(top, 3) : top
    let common = (0..<m).map { _ in stream.index(below: highest + 1) }
    let rows = (0..<n).map { _ in
      (0..<m).map { item in
        sort == 1 && stream.index(below: 4) > 0 ? common[item] : stream.index(below: highest + 1)
      }
    }
    return try Valuations(kind, agents: n, items: m, values: rows.flatMap { $0 })
  }

  /// Every way to give all items to the agents: nᵐ of them.
  static func divisions(agents: Int, items: Int) -> [Bundles] {
    var owners = [Int](repeating: 0, count: items)
    var all: [Bundles] = []
    while true {
      if let bundles = try? Bundles(agents: agents, owners: owners) { all.append(bundles) }
      var place = 0
      while place < items && owners[place] == agents - 1 {
        owners[place] = 0
        place += 1
      }
      if place == items { return all }
      owners[place] += 1
    }
  }

  /// The maximin share by trying all partitions.
  static func maximinShare(_ kind: ItemKind, _ values: [Int], _ agents: Int) -> Int {
    var sums = [Int](repeating: 0, count: agents)
    var best: Int?
    func place(_ item: Int) {
      if item == values.count {
        let worst = (kind == .goods ? sums.min() : sums.max()) ?? 0
        best = best.map { kind == .goods ? max($0, worst) : min($0, worst) } ?? worst
        return
      }
      var tried: Set<Int> = []
      for bundle in sums.indices where tried.insert(sums[bundle]).inserted {
        sums[bundle] += values[item]
        place(item + 1)
        sums[bundle] -= values[item]
      }
    }
    place(0)
    return best ?? 0
  }
}
