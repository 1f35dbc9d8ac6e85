internal import LinearPrograms
internal import MarketModel
internal import Matching

/// A fractional matching that is fair to the buyers: the chance of each pair.
///
/// With chances x, buyer i expects Uᵢ = Σⱼ uᵢⱼ xᵢⱼ; the chances of a buyer, and those of an item, add up to at most 1. Pairs
/// that gain nothing have no chance, and buyers without any gain are left out.
struct FairShares {
  /// (buyers × items).
  private(set) var chances: [Double]
  /// Linear programs solved.
  private(set) var programs: Int

  /// Greatest least expected utility, and among those the greatest expected welfare.
  static func maxMin(_ market: MatchingMarket) throws(LinearProgramError) -> FairShares {
    guard var program = Shares(market) else { return nobody(market) }
    let level = try program.raise().level
    program.demand(level, of: program.buyers.indices)
    let chances = try program.welfare()
    return FairShares(chances: chances, programs: 2)
  }

  /// Expected utilities that no lottery beats when both are sorted upwards and compared.
  static func leximin(_ market: MatchingMarket) throws(LinearProgramError) -> FairShares {
    guard var program = Shares(market) else { return nobody(market) }
    var programs = 0
    while true {
      let (level, settled, chances) = try program.raise()
      programs += 1
      program.demand(level, of: settled)
      if program.isSettled { return FairShares(chances: chances, programs: programs) }
    }
  }

  private static func nobody(_ market: MatchingMarket) -> FairShares {
    FairShares(chances: Array(repeating: 0, count: market.utilities.count), programs: 0)
  }
}

/// The linear program: maximise a level t that every unsettled buyer's expected utility reaches.
///
/// Buyer k has a variable Uₖ and the row Uₖ − t + rₖ ≥ 0, with rₖ = 0 until it is settled; then Uₖ gets a lower bound and rₖ is
/// free to rise, so that only bounds change from one program to the next. Utilities are scaled by the largest.
private struct Shares {
  let market: MatchingMarket
  let scale: Double
  /// Those who can gain something.
  let buyers: [Int]
  private var program = LinearProgram(.maximise)
  private let pairs: [(pair: Int, share: LinearProgram.Variable)]
  private let utilities: [LinearProgram.Variable]
  private let relief: [LinearProgram.Variable]
  private let fairness: [LinearProgram.Row]
  private let level: LinearProgram.Variable
  private var unsettled: Set<Int>

  /// Nil when nobody can gain anything.
  init?(_ market: MatchingMarket) {
    let items = market.items.count
    let buyers = market.buyers.indices.filter { buyer in (0..<items).contains { market[buyer, $0] > 0 } }
    if buyers.isEmpty { return nil }
    self.market = market
    self.buyers = buyers
    scale = market.largestUtility
    var program = LinearProgram(.maximise)
    var pairs: [(pair: Int, share: LinearProgram.Variable)] = []
    var columns: [[(LinearProgram.Variable, Double)]] = Array(repeating: [], count: items)
    var (utilities, relief): ([LinearProgram.Variable], [LinearProgram.Variable]) = ([], [])
    var fairness: [LinearProgram.Row] = []
    level = program.addVariable(cost: 1)
    for buyer in buyers {
      let (utility, slack) = (program.addVariable(), program.addVariable(upper: 0))
      var (sum, worth): ([(LinearProgram.Variable, Double)], [(LinearProgram.Variable, Double)]) = ([], [(utility, -1)])
      for item in 0..<items where market[buyer, item] > 0 {
        let share = program.addVariable()
        pairs.append((buyer * items + item, share))
        sum.append((share, 1))
        worth.append((share, market[buyer, item] / scale))
        columns[item].append((share, 1))
      }
      program.addRow(sum, lower: -.infinity, upper: 1)
      program.addRow(worth, lower: 0, upper: 0)
      fairness.append(program.addRow([(utility, 1), (level, -1), (slack, 1)], lower: 0, upper: .infinity))
      utilities.append(utility)
      relief.append(slack)
    }
    for column in columns where !column.isEmpty { program.addRow(column, lower: -.infinity, upper: 1) }
    (self.program, self.pairs, self.utilities, self.relief, self.fairness) =
      (program, pairs, utilities, relief, fairness)
    unsettled = Set(buyers.indices)
  }

  var isSettled: Bool { unsettled.isEmpty }

  /// Raises the level as far as it goes.
  /// - Returns: the level, the unsettled buyers that hold it there (at least one), and the chances (buyers × items).
  mutating func raise() throws(LinearProgramError) -> (level: Double, settled: [Int], chances: [Double]) {
    let optimum = try solve()
    // A buyer whose fairness row has a price is at the level in every optimal solution; the prices add up to 1.
    let prices = buyers.indices.map { unsettled.contains($0) ? -optimum.dual(of: fairness[$0]) : 0 }
    let greatest = prices.max() ?? 0
    return (optimum[level], buyers.indices.filter { prices[$0] > 1e-6 * greatest }, chances(optimum))
  }

  /// From now on these buyers expect at least so much.
  mutating func demand(_ level: Double, of settled: some Sequence<Int>) {
    for buyer in settled {
      program.setBounds(of: utilities[buyer], lower: max(0, level), upper: .infinity)
      program.setBounds(of: relief[buyer], lower: 0, upper: .infinity)
      unsettled.remove(buyer)
    }
  }

  /// The chances (buyers × items) of greatest welfare among those that meet all demands.
  mutating func welfare() throws(LinearProgramError) -> [Double] {
    program.setCost(of: level, to: 0)
    for utility in utilities { program.setCost(of: utility, to: 1) }
    return chances(try solve())
  }

  private func solve() throws(LinearProgramError) -> LinearProgram.Optimum {
    switch try program.solve() {
    case .optimal(let optimum): return optimum
    case .infeasible, .unbounded, .limitReached:
      throw .undecided("shares between 0 and 1 were called infeasible or without bound")
    }
  }

  private func chances(_ optimum: LinearProgram.Optimum) -> [Double] {
    var chances = [Double](repeating: 0, count: market.utilities.count)
    for (pair, share) in pairs { chances[pair] = optimum[share] }
    return chances
  }
}
