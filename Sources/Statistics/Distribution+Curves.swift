#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

// How probable, how dense, and which price: the curves of a distribution.
extension Distribution {
  static func exponential(of x: Double) -> Double { exp(x) }

  /// The least and the greatest value; the latter may be infinite.
  public var support: (low: Double, high: Double) {
    switch form {
    case .uniform(let low, let high): (low, high)
    case .exponential, .logNormal: (0, .infinity)
    case .beta(_, _, let high): (0, high)
    case .histogram(let edges, _): (edges.first ?? 0, edges.last ?? 0)
    case .atoms(let atoms): (atoms.last?.value ?? 0, atoms.first?.value ?? 0)
    }
  }

  /// The points that have a positive probability, highest first — empty for a distribution with a density.
  public var atoms: [Atom] { if case .atoms(let atoms) = form { atoms } else { [] } }

  /// Whether it has a density and no atom.
  public var hasDensity: Bool { atoms.isEmpty }

  /// The probability of a value of at least `price`: 1 up to the support's low end, 0 above its high end.
  public func upperTail(_ price: Double) -> Double {
    switch form {
    case .uniform(let low, let high): return min(1, max(0, (high - price) / (high - low)))
    case .exponential(let mean): return price <= 0 ? 1 : exp(-price / mean)
    case .logNormal(let location, let scale):
      return price <= 0 ? 1 : Normal.cumulative((location - log(price)) / scale)
    case .beta(let alpha, let beta, let high):
      let x = min(1, max(0, price / high))
      return incompleteBeta(beta, alpha, odds: x / (1 - x))
    case .histogram(let edges, let masses):
      guard let first = edges.first, price > first else { return 1 }
      var tail = 0.0
      for piece in masses.indices.reversed() {
        if price <= edges[piece] {
          tail += masses[piece]
        } else if price < edges[piece + 1] {
          return tail + masses[piece] * (edges[piece + 1] - price) / (edges[piece + 1] - edges[piece])
        } else {
          return tail
        }
      }
      return min(1, tail)
    case .atoms(let atoms):
      var tail = 0.0
      for atom in atoms where atom.value >= price { tail += atom.probability }
      return atoms.last.map { price <= $0.value } == true ? 1 : tail
    }
  }

  /// The density at `value`: 0 outside the support, nil where atoms take its place. At an edge between two pieces of a
  /// histogram it is that of the upper one, at its high end that of the last.
  public func density(_ value: Double) -> Double? {
    switch form {
    case .uniform(let low, let high): return value >= low && value <= high ? 1 / (high - low) : 0
    case .exponential(let mean): return value >= 0 ? exp(-value / mean) / mean : 0
    case .logNormal(let location, let scale):
      if value <= 0 { return 0 }
      let z = (log(value) - location) / scale
      return exp(-z * z / 2) / (value * scale * (2 * Double.pi).squareRoot())
    case .beta(let alpha, let beta, let high):
      let x = value / high
      if x < 0 || x > 1 { return 0 }
      // At an end where a factor has the exponent 0, it is 1.
      func power(_ base: Double, _ exponent: Double) -> Double { exponent == 0 ? 0 : exponent * log(base) }
      return exp(power(x, alpha - 1) + power(1 - x, beta - 1) - logBeta(alpha, beta)) / high
    case .histogram(let edges, let masses):
      guard let piece = Self.piece(of: value, in: edges) else { return 0 }
      return masses[piece] / (edges[piece + 1] - edges[piece])
    case .atoms: return nil
    }
  }

  /// The highest price that is reached with probability `q` or more; the support's high end at 0, its low end at 1.
  /// - Precondition: `q` is within 0 ... 1.
  public func value(reachedWith q: Double) -> Double {
    precondition(q >= 0 && q <= 1, "A probability lies between 0 and 1.")
    if q == 0 { return support.high }
    switch form {
    case .uniform(let low, let high): return high - (high - low) * q
    case .exponential(let mean): return q == 1 ? 0 : -mean * log(q)
    case .logNormal(let location, let scale): return q == 1 ? 0 : exp(location - scale * Normal.quantile(q))
    case .beta(_, _, let high):
      return q == 1 ? 0 : Self.lastTrue(from: 0, to: high) { upperTail($0) >= q }
    case .histogram(let edges, let masses):
      var tail = 0.0
      for piece in masses.indices.reversed() where masses[piece] > 0 {
        if tail + masses[piece] >= q {
          let part = (q - tail) / masses[piece]
          return edges[piece + 1] - (edges[piece + 1] - edges[piece]) * part
        }
        tail += masses[piece]
      }
      return edges.first ?? 0
    case .atoms(let atoms):
      var tail = 0.0
      for atom in atoms {
        tail += atom.probability
        if tail >= q { return atom.value }
      }
      return atoms.last?.value ?? 0
    }
  }

  /// The piece that holds a value; the upper one at an edge.
  private static func piece(of value: Double, in edges: [Double]) -> Int? {
    guard let first = edges.first, let last = edges.last, value >= first, value <= last else { return nil }
    return min(edges.count - 2, max(0, edges.count { $0 <= value } - 1))
  }

  /// The last number for which a condition that turns from true to false holds, to the last bit.
  private static func lastTrue(from low: Double, to high: Double, _ holds: (Double) -> Bool) -> Double {
    if holds(high) { return high }
    var (low, high) = (low, high)
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return low }
      if holds(middle) { low = middle } else { high = middle }
    }
  }
}
