public import MarketModel

// One function for each property of divisions.

/// Throws unless no counterexample to `Property.envyFreeInExpectation` is found.
@discardableResult
public func expectEnvyFreeInExpectation<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.envyFreeInExpectation, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.envyFreeUpToOne` is found.
@discardableResult
public func expectEnvyFreeUpToOne<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.envyFreeUpToOne, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.envyFreeUpToAny` is found.
@discardableResult
public func expectEnvyFreeUpToAny<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.envyFreeUpToAny, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.envyFreeUpToAnyEvenZero` is found.
@discardableResult
public func expectEnvyFreeUpToAnyEvenZero<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.envyFreeUpToAnyEvenZero, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.proportional` is found.
@discardableResult
public func expectProportional<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.proportional, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.proportionalUpToOne` is found.
@discardableResult
public func expectProportionalUpToOne<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.proportionalUpToOne, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.maximinShares` is found.
@discardableResult
public func expectMaximinShares<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.maximinShares, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.paretoEfficient` is found.
@discardableResult
public func expectParetoEfficient<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.paretoEfficient, of: mechanism, over: domain, plan: plan)
}
