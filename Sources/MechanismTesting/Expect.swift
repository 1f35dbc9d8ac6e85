public import MarketModel

// One line in a test for each property. All of them throw what is wrong in a sentence with the witness in it, so that
// any test library shows it:
//
//     try expectTruthful(MyAuction(), over: .prices(bidders: 0...3, values: 0...4))

/// Looks for a world in which the mechanism breaks a property.
/// - Throws: `CannotJudge` when the domain lacks what the property is about.
public func examine<M: Mechanism>(
  _ property: Property, of mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws(CannotJudge) -> Finding {
  guard let checker = Checker<M.Report, M.Outcome>.of(property, for: domain) else {
    throw CannotJudge("\(property.name) cannot be judged: no checker is known; make a `Checker` of your own")
  }
  return try checker.check(mechanism, over: domain, plan: plan)
}

/// Passes when no counterexample is found; the finding says how hard was looked.
/// - Throws: `PromiseBroken` with the smallest witness, or `CannotJudge`.
@discardableResult
public func expect<M: Mechanism>(
  _ property: Property, of mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  let finding = try examine(property, of: mechanism, over: domain, plan: plan)
  if let witness = finding.witness {
    throw PromiseBroken(finding: finding, description: "not \(property.name): \(witness)")
  }
  return finding
}

/// Passes when a counterexample is found, and hands it back: a denial is a claim too.
/// - Throws: `PromiseBroken` when none is found, or `CannotJudge`.
@discardableResult
public func expectFails<M: Mechanism>(
  _ property: Property, of mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Witness {
  let finding = try examine(property, of: mechanism, over: domain, plan: plan)
  guard let witness = finding.witness else {
    throw PromiseBroken(
      finding: finding, description: "nothing shows that it is not \(property.name): \(finding.strength)")
  }
  return witness
}

// MARK: - Mechanisms of repeated auctions

@discardableResult
public func expect(
  _ property: Property, of mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>,
  plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(property, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectFails(
  _ property: Property, of mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>,
  plan: SearchPlan = SearchPlan()
) throws -> Witness {
  try expectFails(property, of: OneShot(mechanism), over: domain, plan: plan)
}
