/// The distribution of a number that is not negative, by what pricing asks of it: how probable it is that the number
/// reaches a price, how dense it is there, and which price it reaches with a given probability.
///
/// Two forms: a density on an interval (uniform, exponential, lognormal, beta, a histogram), or atoms on finitely many
/// points (discrete, empirical). A constant is one atom.
///
/// **Edge cases**: makers return a single atom where parameters leave no spread. Makers that could be handed nothing to
/// go by (no samples, no mass) return nil.
///
/// Not a sampler: those stand in `Randomness`.
public struct Distribution: Sendable, Hashable {
  /// One point with a positive probability.
  public struct Atom: Sendable, Hashable {
    public var value: Double
    public var probability: Double

    public init(value: Double, probability: Double) {
      self.value = value
      self.probability = probability
    }
  }

  public enum Form: Sendable, Hashable {
    case uniform(low: Double, high: Double)
    case exponential(mean: Double)
    /// exp(location + scale · Z) for a standard normal Z.
    case logNormal(location: Double, scale: Double)
    /// `high` times a beta number.
    case beta(alpha: Double, beta: Double, high: Double)
    /// A constant density between neighbouring edges: `masses[i]` is the probability from `edges[i]` to `edges[i + 1]`.
    case histogram(edges: [Double], masses: [Double])
    /// Highest value first, values distinct, probabilities adding up to 1.
    case atoms([Atom])
  }

  public let form: Form

  private init(_ form: Form) { self.form = form }

  /// Uniform between two ends; one atom where they are equal.
  /// - Precondition: 0 ≤ low ≤ high, finite.
  public static func uniform(low: Double, high: Double) -> Distribution {
    precondition(low >= 0 && high >= low && high.isFinite, "A uniform distribution needs 0 <= low <= high.")
    return high > low ? Distribution(.uniform(low: low, high: high)) : constant(low)
  }

  /// - Precondition: the mean is positive and finite.
  public static func exponential(mean: Double) -> Distribution {
    precondition(mean > 0 && mean.isFinite, "An exponential distribution needs a positive mean.")
    return Distribution(.exponential(mean: mean))
  }

  /// - Precondition: both parameters are finite, the scale is not negative.
  public static func logNormal(location: Double, scale: Double) -> Distribution {
    precondition(location.isFinite && scale >= 0 && scale.isFinite, "A lognormal scale is finite and not negative.")
    return scale > 0 ? Distribution(.logNormal(location: location, scale: scale)) : constant(exponential(of: location))
  }

  /// - Precondition: the shapes are positive, `high` is not negative; all finite.
  public static func beta(alpha: Double, beta: Double, high: Double = 1) -> Distribution {
    precondition(alpha > 0 && beta > 0 && high >= 0 && high.isFinite, "A beta distribution needs positive shapes.")
    return high > 0 ? Distribution(.beta(alpha: alpha, beta: beta, high: high)) : constant(0)
  }

  /// A density that is constant between neighbouring edges, in proportion to `weights` (pieces); nil unless the edges
  /// ascend from 0 or more, there is one weight per piece, none is negative and some is positive, all finite.
  ///
  /// Pieces at the ends that have no weight are cut off: the support ends where mass does.
  public static func histogram(edges: [Double], weights: [Double]) -> Distribution? {
    guard edges.count >= 2, weights.count == edges.count - 1, let least = edges.first, least >= 0,
      edges.allSatisfy(\.isFinite), zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }),
      let masses = shares(weights), let first = masses.firstIndex(where: { $0 > 0 }),
      let last = masses.lastIndex(where: { $0 > 0 })
    else { return nil }
    return Distribution(.histogram(edges: Array(edges[first...(last + 1)]), masses: Array(masses[first...last])))
  }

  /// Atoms with probabilities in proportion to `weights`; equal values are joined, weights of 0 left out. Nil unless
  /// there are as many weights as values, values are not negative, and weights are not negative with some positive one.
  public static func discrete(values: [Double], weights: [Double]) -> Distribution? {
    guard values.count == weights.count, values.allSatisfy({ $0 >= 0 && $0.isFinite }), let masses = shares(weights)
    else { return nil }
    var atoms: [Atom] = []
    for index in values.indices.sorted(by: { (values[$1], $0) < (values[$0], $1) }) where masses[index] > 0 {
      if let last = atoms.indices.last, atoms[last].value == values[index] {
        atoms[last].probability += masses[index]
      } else {
        atoms.append(Atom(value: values[index], probability: masses[index]))
      }
    }
    return Distribution(.atoms(atoms))
  }

  /// Each sample with the same probability; nil without samples, or with one that is negative or not finite.
  public static func empirical(_ samples: [Double]) -> Distribution? {
    discrete(values: samples, weights: Array(repeating: 1, count: samples.count))
  }

  private static func constant(_ value: Double) -> Distribution {
    Distribution(.atoms([Atom(value: value, probability: 1)]))
  }

  /// Weights scaled to add up to 1; nil when they cannot be.
  private static func shares(_ weights: [Double]) -> [Double]? {
    guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }), let heaviest = weights.max(), heaviest > 0 else { return nil }
    // Dividing by the heaviest first keeps the total finite.
    let relative = weights.map { $0 / heaviest }
    let total = relative.reduce(0, +)
    return relative.map { $0 / total }
  }
}
