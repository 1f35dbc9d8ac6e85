import Allocation
import Outcry
import Testing

@Suite("The hindsight optimum")
struct KnapsackOptimumTests {
  /// The best subset by trying all.
  private func brute(_ items: [KnapsackItem], _ capacity: Int) -> Double {
    var best = 0.0
    for set in 0..<(1 << items.count) {
      var (weight, value) = (0, 0.0)
      for i in items.indices where set >> i & 1 == 1 {
        weight += items[i].weight
        value += items[i].value
      }
      if weight <= capacity { best = max(best, value) }
    }
    return best
  }

  // Seeds 1 … 400; whole values, so that sums are exact.
  @Test("dynamic program, selection, branch and bound: the best of all subsets")
  func againstBruteForce() {
    for seed in 1...400 as ClosedRange<UInt64> {
      var stream = RandomStream(seed: seed, replicate: 0, role: 1, index: 0)
      let capacity = 1 + stream.index(below: 40)
      let list = items(
        (0..<(1 + stream.index(below: 10))).map { _ in
          (Double(1 + stream.index(below: 20)), 1 + stream.index(below: 15))
        })
      let best = brute(list, capacity)
      #expect(KnapsackOptimum.byDynamicProgram(list, capacity: capacity) == [best])
      let prefixes = KnapsackOptimum.byDynamicProgram(list, capacity: capacity, keepsPrefixes: true)
      #expect(prefixes == (1...list.count).map { brute(Array(list.prefix($0)), capacity) })
      for (value, chosen) in [
        KnapsackOptimum.selection(list, capacity: capacity),
        { ($0.value, $0.chosen) }(KnapsackOptimum.byBranchAndBound(list, capacity: capacity)),
      ] {
        #expect(value == best)
        #expect(chosen.reduce(0) { $0 + list[$1].value } == best)
        #expect(chosen.reduce(0) { $0 + list[$1].weight } <= capacity)
        #expect(Set(chosen).count == chosen.count)
      }
      #expect(KnapsackOptimum.fractional(list, capacity: capacity) >= best)
    }
  }

  @Test("branch and bound = dynamic program on long lists; stopped early it still bounds")
  func longLists() {
    for seed in 1...5 as ClosedRange<UInt64> {
      var stream = RandomStream(seed: seed, replicate: 0, role: 2, index: 0)
      let list = items((0..<300).map { _ in (Double(1 + stream.index(below: 1000)), 1 + stream.index(below: 200)) })
      let best = KnapsackOptimum.byDynamicProgram(list, capacity: 2000)[0]
      let found = KnapsackOptimum.byBranchAndBound(list, capacity: 2000)
      #expect(found.value == best && found.bound == best)
      let stopped = KnapsackOptimum.byBranchAndBound(list, capacity: 2000, limit: 100)
      #expect(stopped.value <= best && stopped.bound >= best)
    }
  }

  @Test("nothing fits, nothing is offered: 0")
  func nothing() {
    #expect(KnapsackOptimum.byDynamicProgram([], capacity: 5) == [0])
    #expect(KnapsackOptimum.byDynamicProgram(items([(3, 6)]), capacity: 5) == [0])
    #expect(KnapsackOptimum.byBranchAndBound(items([(3, 6)]), capacity: 5).value == 0)
    #expect(KnapsackOptimum.selection(items([(3, 6)]), capacity: 5).chosen == [])
    #expect(KnapsackOptimum.fractional(items([(3, 6)]), capacity: 5) == 2.5)
    #expect(KnapsackOptimum.byDynamicProgram(items([(3, 1)]), capacity: 0) == [0])
  }
}
