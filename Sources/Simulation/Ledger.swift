internal import MarketModel
internal import Randomness

/// A payment that was reserved when the bidder won and falls due later, if at all.
struct Liability: BitwiseCopyable, Sendable {
  var fact: AwardFact
  /// The budget period it was reserved in: a release goes back to that period only.
  var period: Int
  var fallsDue: Bool
}

/// What bidders have left, and what is reserved of it.
struct Ledger: ~Copyable, Sendable {
  /// What each bidder can still spend [money]; the largest finite number without a budget.
  var balances: Column<Double>
  /// (groups): how often the group's budgets were filled.
  private var periods: [Int]
  private let groups: [MarketFacts.Group]
  /// Money granted by refills so far, per group.
  private var refilled: [Double]
  private var liabilities = Slab<Liability>()

  init(_ market: MarketFacts) {
    groups = market.groups
    balances = Column(
      market.groups.flatMap { Array(repeating: $0.budget ?? .greatestFiniteMagnitude, count: $0.bidders.count) })
    periods = Array(repeating: 0, count: groups.count)
    refilled = Array(repeating: 0, count: groups.count)
  }

  /// Fills the budgets of a group again: what was left lapses.
  mutating func refill(_ group: Int) {
    guard let budget = groups[group].budget else { return }
    periods[group] += 1
    for bidder in groups[group].bidders {
      refilled[group] += budget - balances[bidder]
      balances[bidder] = budget
    }
  }

  mutating func reserve(_ fact: AwardFact, fallsDue: Bool) -> Int32 {
    liabilities.put(Liability(fact: fact, period: periods[Int(fact.group)], fallsDue: fallsDue))
  }

  /// Settles a liability: the fact to record, or nil when it did not fall due and its money was released.
  mutating func settle(_ slot: Int32) -> AwardFact? {
    let liability = liabilities.take(slot)
    if liability.fallsDue { return liability.fact }
    release(liability.fact, period: liability.period)
    return nil
  }

  /// Gives reserved money back, unless the budget has been refilled since.
  private mutating func release(_ fact: AwardFact, period: Int) {
    let group = groups[Int(fact.group)]
    guard group.budget != nil, period == periods[Int(fact.group)] else {
      // The refill counted it as spent: it lapses with the old budget.
      if group.budget != nil { refilled[Int(fact.group)] -= fact.payment }
      return
    }
    balances[Int(fact.bidder)] += fact.payment
  }

  /// Mean balance of a group's bidders.
  func meanBalance(_ group: Int) -> Double {
    var sum = 0.0
    for bidder in groups[group].bidders { sum += balances[bidder] }
    return sum / Double(groups[group].bidders.count)
  }

  /// Money taken from all budgets: granted − lapsed − left, where what lapses is not granted again.
  var drops: Double {
    var sum = 0.0
    for (index, group) in groups.enumerated() {
      guard let budget = group.budget else { continue }
      sum += refilled[index]
      for bidder in group.bidders { sum += budget - balances[bidder] }
    }
    return sum
  }

  /// All money granted to each group's bidders together [money]; nil without budgets.
  var granted: [Double?] {
    groups.enumerated().map { index, group in
      group.budget.map { $0 * Double(group.bidders.count) * Double(1 + periods[index]) }
    }
  }
}

/// Storage for things that wait, addressed by number; freed places are used again.
struct Slab<Element: BitwiseCopyable & Sendable>: Sendable {
  private var elements: [Element] = []
  private var free: [Int32] = []

  mutating func put(_ element: Element) -> Int32 {
    if let slot = free.popLast() {
      elements[Int(slot)] = element
      return slot
    }
    elements.append(element)
    return Int32(elements.count - 1)
  }

  mutating func take(_ slot: Int32) -> Element {
    free.append(slot)
    return elements[Int(slot)]
  }
}
