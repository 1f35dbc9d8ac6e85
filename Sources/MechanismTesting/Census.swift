public import MarketModel

/// In how many small worlds a property is broken, and by how much: for `truthful` the ex-post regret of lying.
public struct Census: Sendable {
  public var property: Property
  /// All worlds there are.
  public var worlds: Int
  /// Those with a breach above the plan's tolerance.
  public var broken: Int
  /// Of the worst breach in each world, 0 where there is none: mean, value that 99 % of the worlds do not exceed, largest.
  public var mean: Double
  public var percentile99: Double
  public var largest: Double
  /// The first world with the largest breach.
  public var worst: Witness?
}

/// Looks at every small world of a domain.
/// - Throws: `CannotJudge` when there are more than the plan allows, when the property is not one of single worlds, or when
///   the domain lacks what it is about.
public func census<M: Mechanism>(
  of property: Property, for mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws(CannotJudge) -> Census {
  guard let checker = Checker<M.Report, M.Outcome>.of(property, for: domain),
    case .inEachWorld(let breach) = checker.test
  else {
    throw CannotJudge("\(property.name) cannot be counted world by world")
  }
  if let field = checker.missing(domain) { throw .missing(field, for: property) }
  let search = Search(mechanism, domain, plan, property, breach)
  let all = search.everyBreach()
  if all.isEmpty {
    throw CannotJudge("there are more than \(plan.exhaustive) worlds; allow more by the plan's `exhaustive`")
  }
  let gains = all.map { $0.breach?.gain ?? 0 }
  let sorted = gains.sorted()
  let worst = all.first { ($0.breach?.gain ?? 0) == sorted[sorted.count - 1] }
  return Census(
    property: property, worlds: all.count, broken: all.count { $0.breach != nil },
    mean: gains.reduce(0, +) / Double(gains.count),
    percentile99: sorted[(99 * sorted.count + 99) / 100 - 1], largest: sorted[sorted.count - 1],
    worst: worst.flatMap { world in world.breach.map { search.witness(world.profile, $0) } })
}
