internal import LinearPrograms
internal import MarketModel

/// A fractional matching that is fair to the buyers: the chance of each pair.
///
/// With chances x, buyer i expects Uᵢ = Σⱼ uᵢⱼ xᵢⱼ; the chances of a buyer, and those of an item, add up to at most 1. Pairs
/// that gain nothing have no chance, and buyers without any gain are left out.
struct FairShares {
  /// (buyers × items), within the bounds exactly.
  private(set) var chances: [Double]
  /// Linear programs solved.
  private(set) var programs = 0

  /// Greatest least expected utility, and among those the greatest expected welfare.
  static func maxMin(_ market: MatchingMarket) throws(LinearProgramError) -> FairShares {
    var shares = Shares(market)
    // Nobody gains anything: no level to raise.
    if shares.isSettled { return FairShares(chances: Array(repeating: 0, count: market.utilities.count)) }
    let raised = try shares.raise()
    shares.demand(raised.utilities, of: Set(shares.buyers.indices))
    return FairShares(chances: try shares.greatestWelfare(), programs: 2)
  }

  /// Expected utilities that no lottery beats when both are sorted upwards and compared.
  static func leximin(_ market: MatchingMarket) throws(LinearProgramError) -> FairShares {
    var shares = Shares(market)
    var found = FairShares(chances: Array(repeating: 0, count: market.utilities.count))
    while !shares.isSettled {
      let raised = try shares.raise()
      shares.demand(raised.utilities, of: raised.settled)
      shares.restrict(to: raised)
      found.chances = raised.chances
      found.programs += 1
    }
    return found
  }
}

/// The linear programs: maximise a level that the expected utility of every unsettled buyer reaches, while those settled
/// keep what they have.
///
/// A buyer's utilities are divided by its best one, and the level by the least of these best ones, so that all numbers are
/// between 0 and 1 however unlike the buyers are.
///
/// By complementary slackness the prices of one program say which pairs can have a chance in any of the later ones: those
/// without slack. An item with a price goes to those who hold the level. So the market falls apart; a part whose
/// buyers are all settled keeps its chances and leaves the programs. Demands that bind buyers to within the last digits,
/// which the solver finds hard, are left only where settled and unsettled buyers share items.
private struct Shares {
  /// How much less than what it has reached a settled buyer demands, as a share of its best utility: rounding, of the
  /// solver's tolerance too, must leave the next program feasible.
  private static let give = 1e-9

  let market: MatchingMarket
  /// Those who can gain something.
  let buyers: [Int]
  /// Best utility of each of `buyers`.
  private let best: [Double]
  /// What each of `buyers` demands, as a share of its best utility; nil while it is unsettled.
  private var demands: [Double?]
  /// Pairs that can have a chance (buyers × items).
  private var isOpen: [Bool]
  /// Whether each of `buyers` has left the programs.
  private var isDone: [Bool]
  /// Chances of those who have left (buyers × items).
  private var kept: [Double]

  init(_ market: MatchingMarket) {
    self.market = market
    let items = market.items.indices
    buyers = market.buyers.indices.filter { buyer in items.contains { market[buyer, $0] > 0 } }
    best = buyers.map { buyer in items.reduce(0) { max($0, market[buyer, $1]) } }
    demands = Array(repeating: nil, count: buyers.count)
    isOpen = market.utilities.map { $0 > 0 }
    isDone = Array(repeating: false, count: buyers.count)
    kept = Array(repeating: 0, count: market.utilities.count)
  }

  var isSettled: Bool { !demands.contains { $0 == nil } }

  /// What a program that raises the level ends with.
  struct Raised {
    /// (buyers × items).
    var chances: [Double]
    /// What each of `buyers` expects, as a share of its best utility.
    var utilities: [Double]
    /// Which of `buyers` hold the level where it is: at least one.
    var settled: Set<Int>
    /// Pairs without slack: no other has a chance in any solution as good (buyers × items).
    var isTight: [Bool]
  }

  /// Raises the level as far as it goes.
  func raise() throws(LinearProgramError) -> Raised {
    var skeleton = skeleton()
    let unit = demands.indices.filter { demands[$0] == nil }.map { best[$0] }.min() ?? 1
    let level = skeleton.program.addVariable(cost: 1)
    var rows: [Int: LinearProgram.Row] = [:]
    for (buyer, demand) in demands.enumerated() where !isDone[buyer] {
      if let demand {
        skeleton.program.addRow(skeleton.worth[buyer], lower: demand, upper: .infinity)
      } else {
        skeleton.worth[buyer].append((level, -unit / best[buyer]))
        rows[buyer] = skeleton.program.addRow(skeleton.worth[buyer], lower: 0, upper: .infinity)
      }
    }
    let optimum = try Self.solve(skeleton.program)
    // A buyer whose row has a price is at the level in every optimal solution. The prices per level add up to 1.
    let prices = demands.indices.map { buyer in
      rows[buyer].map { -optimum.dual(of: $0) * unit / best[buyer] } ?? 0
    }
    let threshold = 1e-6 * (prices.max() ?? 0)
    let settled = Set(prices.indices.filter { prices[$0] > 0 && prices[$0] >= threshold })
    let (chances, utilities) = cleaned(optimum, skeleton.pairs)
    var isTight = [Bool](repeating: true, count: isOpen.count)
    for pair in skeleton.pairs where optimum.reducedCost(of: pair.share) < -Self.noise {
      isTight[buyers[pair.buyer] * market.items.count + pair.item] = false
    }
    return Raised(chances: chances, utilities: utilities, settled: settled, isTight: isTight)
  }

  /// Slacks up to it are the solver's rounding.
  private static let noise = 1e-7

  /// Closes the pairs that can have no chance any more; parts of the market that hold no unsettled buyer keep their
  /// chances and leave.
  mutating func restrict(to raised: Raised) {
    let items = market.items.count
    for index in buyers.indices where !isDone[index] {
      for item in 0..<items {
        let pair = buyers[index] * items + item
        if !raised.isTight[pair] { isOpen[pair] = false }
      }
    }
    // Whoever can reach an unsettled buyer by open pairs stays.
    var itemStays = [Bool](repeating: false, count: items)
    var stays = demands.indices.map { demands[$0] == nil && !isDone[$0] }
    var next = stays.indices.filter { stays[$0] }
    while let index = next.popLast() {
      for item in 0..<items where isOpen[buyers[index] * items + item] && !itemStays[item] {
        itemStays[item] = true
        for other in buyers.indices where !stays[other] && !isDone[other] && isOpen[buyers[other] * items + item] {
          stays[other] = true
          next.append(other)
        }
      }
    }
    for index in buyers.indices where !stays[index] && !isDone[index] {
      isDone[index] = true
      for item in 0..<items { kept[buyers[index] * items + item] = raised.chances[buyers[index] * items + item] }
    }
  }

  /// From now on these buyers, whatever the level, expect what they have reached. Those settled before accept what the
  /// solver's tolerance took from them.
  mutating func demand(_ utilities: [Double], of settled: Set<Int>) {
    for buyer in demands.indices {
      if let demand = demands[buyer] {
        if !isDone[buyer] { demands[buyer] = min(demand, utilities[buyer]) }
      } else if settled.contains(buyer) {
        demands[buyer] = max(0, utilities[buyer] - Self.give)
      }
    }
  }

  /// The chances (buyers × items) of greatest welfare among those that meet all demands.
  func greatestWelfare() throws(LinearProgramError) -> [Double] {
    var skeleton = skeleton()
    let largest = market.largestUtility
    for (buyer, demand) in demands.enumerated() {
      skeleton.program.addRow(skeleton.worth[buyer], lower: demand ?? 0, upper: .infinity)
      for (share, utility) in skeleton.worth[buyer] {
        skeleton.program.setCost(of: share, to: utility * (best[buyer] / largest))
      }
    }
    return cleaned(try Self.solve(skeleton.program), skeleton.pairs).chances
  }

  private typealias Entries = [(LinearProgram.Variable, Double)]
  private typealias Pair = (buyer: Int, item: Int, share: LinearProgram.Variable)

  /// Shares of all open pairs, at most 1 for each buyer and item.
  private struct Skeleton {
    var program = LinearProgram(.maximise)
    var pairs: [Pair] = []
    /// What the shares are worth to each of `buyers`, as a share of its best utility.
    var worth: [Entries] = []
  }

  private func skeleton() -> Skeleton {
    var skeleton = Skeleton()
    var columns: [Entries] = Array(repeating: [], count: market.items.count)
    for (index, buyer) in buyers.enumerated() {
      var (sum, utility): (Entries, Entries) = ([], [])
      if !isDone[index] {
        for item in market.items.indices where isOpen[buyer * market.items.count + item] {
          let share = skeleton.program.addVariable()
          skeleton.pairs.append((index, item, share))
          sum.append((share, 1))
          utility.append((share, market[buyer, item] / best[index]))
          columns[item].append((share, 1))
        }
        skeleton.program.addRow(sum, lower: -.infinity, upper: 1)
      }
      skeleton.worth.append(utility)
    }
    for column in columns where !column.isEmpty {
      skeleton.program.addRow(column, lower: -.infinity, upper: 1)
    }
    return skeleton
  }

  /// The simplex begins at no shares at all, where only demands are unmet: measured on markets of 80 × 80, ten times
  /// faster than the dual, and than going on from the last basis.
  private static func solve(_ program: LinearProgram) throws(LinearProgramError) -> LinearProgram.Optimum {
    switch try program.solve(SolveOptions(method: .primalSimplex)) {
    case .optimal(let optimum): return optimum
    case .infeasible, .unbounded, .limitReached:
      throw .undecided("shares between 0 and 1 were called infeasible or without bound")
    }
  }

  /// Chances that add up to at most 1 in truth, not only within the solver's tolerance, and what they are worth.
  private func cleaned(
    _ optimum: LinearProgram.Optimum, _ pairs: [Pair]
  ) -> (chances: [Double], utilities: [Double]) {
    let items = market.items.count
    var (ofBuyer, ofItem) = ([Double](repeating: 0, count: buyers.count), [Double](repeating: 0, count: items))
    for (buyer, item, share) in pairs {
      ofBuyer[buyer] += optimum[share]
      ofItem[item] += optimum[share]
    }
    var chances = kept
    var utilities = [Double](repeating: 0, count: buyers.count)
    for (buyer, item, share) in pairs where optimum[share] > 0 {
      let chance = optimum[share] / max(1, ofBuyer[buyer], ofItem[item])
      chances[buyers[buyer] * items + item] = chance
      utilities[buyer] += chance * (market[buyers[buyer], item] / best[buyer])
    }
    return (chances, utilities)
  }
}
