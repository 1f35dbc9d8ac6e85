/// The offline vertices of an online matching while it runs: what is left of each, and what was tried.
public struct OfflineSide: ~Copyable, Sendable {
  public let use: OnlineGraph.Use
  /// (offline).
  public let limits: Column<Double>
  public private(set) var left: Column<Double>
  public private(set) var load: Column<Double>

  public init(_ graph: OnlineGraph) {
    use = graph.use
    limits = Column(graph.limits)
    left = Column(graph.limits)
    load = Column(repeating: 0, count: graph.limits.count)
  }

  @inlinable public var view: OfflineView {
    @inline(__always) @_lifetime(borrow self) get {
      OfflineView(use: use, limits: limits.span, left: left.span, load: load.span)
    }
  }

  /// Tries to match `vertex`: the load grows in any case, and a success uses up what it does.
  /// - Returns: what the attempt was worth.
  @inline(__always)
  public mutating func attempt(_ vertex: Int, weight: Double, probability: Double, succeeds: Bool) -> Double {
    load[vertex] += probability
    if !succeeds { return 0 }
    let rest = left[vertex]
    if use == .unit {
      left[vertex] = rest - 1
      return weight
    }
    let value = weight < rest ? weight : rest
    left[vertex] = rest - value
    return value
  }

  /// Matches `share` of an arrival.
  /// - Returns: what it was worth.
  public mutating func fill(_ vertex: Int, weight: Double, share: Double) -> Double {
    load[vertex] += share
    let amount = use == .unit ? share : share * weight
    // Shares that fill a vertex exactly may overshoot in the last bits.
    let used = min(amount, left[vertex])
    left[vertex] -= used
    return use == .unit ? used * weight : used
  }
}

/// What a policy may know of the offline vertices; shapes (offline).
@frozen public struct OfflineView: ~Escapable, BitwiseCopyable {
  public let use: OnlineGraph.Use
  public let limits: Span<Double>
  /// What is left of the limits; a vertex with nothing left is not available.
  public let left: Span<Double>
  /// Sum of the probabilities of all attempts so far, successful or not [1].
  public let load: Span<Double>

  @_lifetime(copy limits, copy left, copy load)
  @inlinable public init(use: OnlineGraph.Use, limits: Span<Double>, left: Span<Double>, load: Span<Double>) {
    self.use = use
    self.limits = limits
    self.left = left
    self.load = load
  }

  /// Whether something is left.
  @inlinable @inline(__always) public func isOpen(_ vertex: Int) -> Bool { left[vertex] > 0 }

  /// What a success of this weight would be worth now.
  @inlinable @inline(__always) public func value(_ weight: Double, at vertex: Int) -> Double {
    use == .unit || weight < left[vertex] ? weight : left[vertex]
  }

  /// The share of the limit that is used up [1].
  @inlinable @inline(__always) public func usedShare(of vertex: Int) -> Double { 1 - left[vertex] / limits[vertex] }
}

/// What a policy sees of a vertex that arrives; shapes (its edges).
@frozen public struct ArrivingVertex: ~Escapable, BitwiseCopyable {
  /// Counted from 0.
  public let number: Int
  /// Vertices of one type have the same edges.
  public let type: Int
  /// [s].
  public let time: Double
  /// The other end of each edge, ascending.
  public let offline: Span<Int32>
  public let weights: Span<Double>
  public let probabilities: Span<Double>
  /// All offline vertices.
  public let side: OfflineView

  @_lifetime(copy offline, copy weights, copy probabilities, copy side)
  @inlinable public init(
    number: Int, type: Int, time: Double, offline: Span<Int32>, weights: Span<Double>, probabilities: Span<Double>,
    side: OfflineView
  ) {
    self.number = number
    self.type = type
    self.time = time
    self.offline = offline
    self.weights = weights
    self.probabilities = probabilities
    self.side = side
  }
}

/// What a policy sees of the vertices held at the end of a window; shapes (held), and (edges) of them together.
@frozen public struct HeldBatch: ~Escapable, BitwiseCopyable {
  /// The edges of held vertex *i* are `starts[i] ..< starts[i + 1]` (held + 1).
  public let starts: Span<Int>
  public let offline: Span<Int32>
  public let weights: Span<Double>
  public let probabilities: Span<Double>
  public let side: OfflineView

  @_lifetime(copy starts, copy offline, copy weights, copy probabilities, copy side)
  @inlinable public init(
    starts: Span<Int>, offline: Span<Int32>, weights: Span<Double>, probabilities: Span<Double>, side: OfflineView
  ) {
    self.starts = starts
    self.offline = offline
    self.weights = weights
    self.probabilities = probabilities
    self.side = side
  }

  public var count: Int { starts.count - 1 }
}
