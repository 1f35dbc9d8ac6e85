/// Transitions to learn from again: the newest ones, in a ring.
///
/// A transition is a state, the action taken, the reward, and the state it led to, unless the episode ended there.
public struct ReplayMemory: Sendable {
  /// Transitions kept at most.
  public let capacity: Int
  /// Numbers in a state.
  public let width: Int
  /// Transitions held.
  public package(set) var count = 0
  /// Where the next one goes.
  package var next = 0
  /// (capacity × quads), padded with zeros.
  package var states: [SIMD4<Float>]
  package var successors: [SIMD4<Float>]
  package var actions: [Int32]
  package var rewards: [Float]
  /// 1 where the episode went on, 0 where it ended.
  package var goesOn: [Float]

  /// - Precondition: both are positive.
  public init(capacity: Int, width: Int) {
    precondition(capacity > 0 && width > 0, "a memory holds at least one transition of one number")
    self.capacity = capacity
    self.width = width
    let quads = (width + 3) / 4
    states = Array(repeating: .zero, count: capacity * quads)
    successors = states
    actions = Array(repeating: 0, count: capacity)
    rewards = Array(repeating: 0, count: capacity)
    goesOn = rewards
  }

  package var quads: Int { (width + 3) / 4 }

  /// Keeps a transition in place of the oldest one; `successor` is ignored where the episode ends.
  public mutating func add(
    _ state: Span<Float>, action: Int, reward: Float, successor: Span<Float>, ends: Bool
  ) {
    precondition(state.count == width && successor.count == width, "a state has \(width) numbers")
    let start = next * quads
    Self.write(state, into: &states, at: start)
    Self.write(successor, into: &successors, at: start)
    actions[next] = Int32(action)
    rewards[next] = reward
    goesOn[next] = ends ? 0 : 1
    next = next + 1 == capacity ? 0 : next + 1
    count = min(count + 1, capacity)
  }

  private static func write(_ state: Span<Float>, into rows: inout [SIMD4<Float>], at start: Int) {
    var span = rows.mutableSpan
    var i = 0
    while i + 4 <= state.count {
      span[start + i >> 2] = SIMD4(state[i], state[i + 1], state[i + 2], state[i + 3])
      i += 4
    }
    while i < state.count {
      span[start + i >> 2][i & 3] = state[i]
      i += 1
    }
  }
}
