public import MarketModel

/// What came of looking for a world in which a promise is broken.
public struct Finding: Sendable, CustomStringConvertible {
  public var property: Property
  /// The smallest breach found; nil: none.
  public var witness: Witness?
  /// Worlds tried one after the other, all there are up to some size.
  public var exhausted: Int
  /// Worlds drawn at random.
  public var sampled: Int
  /// Comparisons made in them: each is a chance to find a breach.
  public var comparisons: Int
  /// A difference counts from here on.
  public var tolerance: Double
  /// From which random worlds can be drawn again.
  public var seed: UInt64
  /// Draws of the mechanism's own per world, where its lottery was sampled rather than listed; 0: exact.
  public var draws = 0
  /// What statistical promises add: the largest gain that the data allow, and how sure that is.
  public var precision = ""

  public var worlds: Int { exhausted + sampled }
  public var isKept: Bool { witness == nil }

  /// How strong the finding is, never more than was done: `exhaustive over 156 worlds`.
  public var strength: String {
    if !precision.isEmpty { return precision }
    var parts: [String] = []
    if exhausted > 0 { parts.append("exhaustive over \(exhausted) world\(exhausted == 1 ? "" : "s")") }
    if sampled > 0 {
      parts.append(
        "no violation above \(shortest(tolerance)) in \(sampled) sampled world\(sampled == 1 ? "" : "s") (seed \(seed))"
      )
    }
    if draws > 0 { parts.append("\(draws) draws of the mechanism each") }
    return parts.isEmpty ? "no world" : parts.joined(separator: ", ")
  }

  public var description: String {
    "\(property.name): \(witness.map { "fails: \($0)" } ?? "no counterexample, \(strength)")"
  }
}

/// A promise that is not kept, or a denial that nothing confirms.
public struct PromiseBroken: Error, Sendable, CustomStringConvertible {
  public let finding: Finding
  public let description: String
}

/// A property that cannot be judged with what the domain says.
public struct CannotJudge: Error, Sendable, CustomStringConvertible {
  public let description: String
  public init(_ description: String) { self.description = description }

  static func nothingToCompare(_ property: Property) -> CannotJudge {
    CannotJudge("\(property.name) cannot be judged: the domain's worlds give nothing to compare")
  }

  static func missing(_ field: String, for property: Property) -> CannotJudge {
    CannotJudge("\(property.name) cannot be judged: the domain does not say `\(field)`; set it")
  }
}
