public import Randomness

/// Q-learning with a network: it learns what each action is worth in a state, from transitions it replays.
///
/// The network has one output per action, Q(s, a). Every `updatePeriod` transitions a batch is drawn from the memory,
/// with replacement, and the network moves one Adam step down the mean over the batch of
///
///     ½ (Q(s, a) − y)²,   y = r + γ maxₐ′ Q⁻(s′, a′),   or r where the episode ended,
///
/// where Q⁻ is the target network: a copy of the network, renewed every `targetPeriod` updates. The slope of a single
/// error is cut to ±1 (the Huber loss), as in the paper.
///
/// Not a judge of its own success: an agent that diverges says so by `loss`.
/// - Complexity: an update costs 4 passes of the batch through the network, and nothing is allocated.
///
/// Source: Mnih et al. 2015, algorithm 1. Differs: Adam in place of RMSProp.
public struct DeepQ: Sendable {
  /// What is chosen before learning.
  public struct Plan: Sendable, Hashable {
    public var shape: NetworkShape
    public var discount: Double
    public var learningRate: Double
    /// Transitions an update learns from.
    public var batch: Int
    /// Transitions remembered.
    public var memory: Int
    /// Transitions before the first update.
    public var warmup: Int
    /// Transitions from one update to the next.
    public var updatePeriod: Int
    /// Updates from one renewal of the target network to the next.
    public var targetPeriod: Int

    public init(
      shape: NetworkShape, discount: Double = 1, learningRate: Double = 1e-3, batch: Int = 32, memory: Int = 10_000,
      warmup: Int = 1000, updatePeriod: Int = 4, targetPeriod: Int = 500
    ) {
      precondition(0...1 ~= discount, "a discount is from 0 to 1")
      precondition(
        batch > 0 && memory > 0 && warmup > 0 && updatePeriod > 0 && targetPeriod > 0,
        "batch, memory, warm-up and periods are positive")
      self.shape = shape
      self.discount = discount
      self.learningRate = learningRate
      self.batch = batch
      self.memory = memory
      self.warmup = warmup
      self.updatePeriod = updatePeriod
      self.targetPeriod = targetPeriod
    }
  }

  public let plan: Plan
  public package(set) var network: Network<Float>
  package var target: Network<Float>
  package var adam: Adam<Float>
  public package(set) var memory: ReplayMemory
  /// Transitions seen.
  public package(set) var transitions = 0
  /// Updates made.
  public package(set) var updates = 0
  /// Mean squared error of the last update's batch; not a number or infinite once the network has diverged.
  public package(set) var loss: Float = 0
  private var single: Pass<Float>
  private var batch: Pass<Float>
  private var aims: Pass<Float>
  private var chosen: [Int32]

  public init(_ plan: Plan, using stream: inout RandomStream) {
    self.plan = plan
    network = Network(plan.shape, using: &stream)
    target = network
    adam = Adam(plan.shape, learningRate: plan.learningRate)
    memory = ReplayMemory(capacity: plan.memory, width: plan.shape.inputs)
    single = Pass(plan.shape, rows: 1)
    batch = Pass(plan.shape, rows: plan.batch)
    aims = Pass(plan.shape, rows: plan.batch)
    chosen = Array(repeating: 0, count: plan.batch)
  }

  /// Changes the length of the steps to come.
  public mutating func setLearningRate(_ rate: Double) {
    precondition(rate > 0 && rate.isFinite, "a learning rate is positive and finite")
    adam.learningRate = rate
  }

  /// The action of the largest Q(s, ·); of several the first.
  public mutating func bestAction(in state: Span<Float>) -> Int {
    single.set(row: 0, state)
    single.forward(network)
    return single.bestOutput(row: 0)
  }

  /// Remembers a transition, and learns when it is time.
  public mutating func observe(
    _ state: Span<Float>, action: Int, reward: Float, successor: Span<Float>, ends: Bool,
    using stream: inout RandomStream
  ) {
    precondition(0..<plan.shape.outputs ~= action, "an action is one of the network's outputs")
    memory.add(state, action: action, reward: reward, successor: successor, ends: ends)
    transitions += 1
    if transitions >= plan.warmup, transitions % plan.updatePeriod == 0 { update(using: &stream) }
  }

  private mutating func update(using stream: inout RandomStream) {
    let quads = memory.quads
    for row in 0..<plan.batch {
      let place = stream.index(below: memory.count)
      chosen[row] = Int32(place)
      batch.copy(row: row, quads: memory.states, at: place * quads)
      aims.copy(row: row, quads: memory.successors, at: place * quads)
    }
    aims.forward(target)
    batch.forward(network)
    batch.clearSlopes()
    var sum: Float = 0
    let (discount, share) = (Float(plan.discount), 1 / Float(plan.batch))
    for row in 0..<plan.batch {
      let place = Int(chosen[row])
      let action = Int(memory.actions[place])
      let future = aims[output: aims.bestOutput(row: row), row: row]
      let error = batch[output: action, row: row] - (memory.rewards[place] + discount * memory.goesOn[place] * future)
      sum += error * error
      batch[slope: action, row: row] = max(-1, min(1, error)) * share
    }
    loss = sum * share
    batch.backward(network)
    adam.step(&network, batch.gradient)
    updates += 1
    if updates % plan.targetPeriod == 0 { target = network }
  }
}
