import FairDivision
import Randomness

/// Instances for the programs, which are slow: small ones.
func drawnValuations(
  _ kind: ItemKind, agents: ClosedRange<Int>, items: ClosedRange<Int>, top: Int, turn: Int, of test: UInt64
) throws -> Valuations {
  var stream = RandomStream(seed: 1, replicate: UInt64(turn), role: 0, index: 1000 + test)
  let n = agents.lowerBound + stream.index(below: agents.count)
  let m = items.lowerBound + stream.index(below: items.count)
  return try Valuations(
    kind, agents: n, items: m, values: (0..<n * m).map { _ in stream.index(below: top + 1) })
}
