public import MarketModel

// One function for each property, for mechanisms and for the mechanisms of repeated auctions.

/// Throws unless no counterexample to `Property.truthful` is found.
@discardableResult
public func expectTruthful<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.truthful, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.truthfulInExpectation` is found.
@discardableResult
public func expectTruthfulInExpectation<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.truthfulInExpectation, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.exInterimTruthful` is found.
@discardableResult
public func expectExInterimTruthful<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.exInterimTruthful, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.exAnteTruthful` is found.
@discardableResult
public func expectExAnteTruthful<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.exAnteTruthful, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.weaklyGroupStrategyproof` is found.
@discardableResult
public func expectWeaklyGroupStrategyproof<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.weaklyGroupStrategyproof, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.falseNameProof` is found.
@discardableResult
public func expectFalseNameProof<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.falseNameProof, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.monotone` is found.
@discardableResult
public func expectMonotone<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.monotone, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.myersonPayments` is found.
@discardableResult
public func expectMyersonPayments<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.myersonPayments, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.individuallyRational` is found.
@discardableResult
public func expectIndividuallyRational<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.individuallyRational, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.interimIndividuallyRational` is found.
@discardableResult
public func expectInterimIndividuallyRational<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.interimIndividuallyRational, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.noPositiveTransfers` is found.
@discardableResult
public func expectNoPositiveTransfers<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.noPositiveTransfers, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.weaklyBudgetBalanced` is found.
@discardableResult
public func expectWeaklyBudgetBalanced<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.weaklyBudgetBalanced, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.stronglyBudgetBalanced` is found.
@discardableResult
public func expectStronglyBudgetBalanced<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.stronglyBudgetBalanced, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.efficient` is found.
@discardableResult
public func expectEfficient<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.efficient, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.sellsAboveReserve` is found.
@discardableResult
public func expectSellsAboveReserve<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.sellsAboveReserve, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.envyFree` is found.
@discardableResult
public func expectEnvyFree<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.envyFree, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.inCore` is found.
@discardableResult
public func expectInCore<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.inCore, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.anonymous` is found.
@discardableResult
public func expectAnonymous<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.anonymous, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.anonymousInLottery` is found.
@discardableResult
public func expectAnonymousInLottery<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.anonymousInLottery, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.nonBossy` is found.
@discardableResult
public func expectNonBossy<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.nonBossy, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.allocationNonBossy` is found.
@discardableResult
public func expectAllocationNonBossy<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.allocationNonBossy, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.revenueMonotone` is found.
@discardableResult
public func expectRevenueMonotone<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.revenueMonotone, of: mechanism, over: domain, plan: plan)
}

/// Throws unless no counterexample to `Property.scaleCovariant` is found.
@discardableResult
public func expectScaleCovariant<M: Mechanism>(
  _ mechanism: M, over domain: Domain<M.Report, M.Outcome>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.scaleCovariant, of: mechanism, over: domain, plan: plan)
}

// MARK: - Mechanisms of repeated auctions

@discardableResult
public func expectTruthful(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.truthful, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectTruthfulInExpectation(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.truthfulInExpectation, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectExInterimTruthful(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.exInterimTruthful, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectExAnteTruthful(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.exAnteTruthful, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectWeaklyGroupStrategyproof(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.weaklyGroupStrategyproof, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectFalseNameProof(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.falseNameProof, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectMonotone(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.monotone, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectMyersonPayments(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.myersonPayments, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectIndividuallyRational(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.individuallyRational, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectInterimIndividuallyRational(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.interimIndividuallyRational, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectNoPositiveTransfers(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.noPositiveTransfers, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectWeaklyBudgetBalanced(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.weaklyBudgetBalanced, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectStronglyBudgetBalanced(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.stronglyBudgetBalanced, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectEfficient(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.efficient, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectSellsAboveReserve(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.sellsAboveReserve, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectEnvyFree(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.envyFree, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectInCore(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.inCore, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectAnonymous(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.anonymous, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectAnonymousInLottery(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.anonymousInLottery, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectNonBossy(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.nonBossy, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectAllocationNonBossy(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.allocationNonBossy, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectRevenueMonotone(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.revenueMonotone, of: OneShot(mechanism), over: domain, plan: plan)
}

@discardableResult
public func expectScaleCovariant(
  _ mechanism: any AuctionMechanism, over domain: Domain<Double, Allotments>, plan: SearchPlan = SearchPlan()
) throws -> Finding {
  try expect(.scaleCovariant, of: OneShot(mechanism), over: domain, plan: plan)
}
