/// Users who read the ads one after the other: a cascade.
///
/// An ad that is reached is clicked with its stand-alone rate p, and the user goes on to the next one with probability c.
/// In the pure cascade a click ends the reading, c = 1 − p; with chances to go on of their own, users may click several
/// ads, or leave without a click.
///
/// **Order**: of two neighbours that are reached, showing first the one with the greater v p / (1 − c) is worth more,
/// whatever comes later; in the pure cascade that is the one with the greater value v, not the greater v p.
///
/// Source: cascade users in Balseiro et al. 2025 (arXiv 2506.03309); chances to go on: Kempe and Mahdian 2008, Aggarwal
/// et al. 2008. The exchange argument is restated by us.
public struct CascadeReader: ReaderModel {
  public let problem: PlacementProblem
  /// Chance that the user goes on after an ad, clicked or not, row by row (ads × positions); nil in the pure cascade.
  public let goesOn: [Double]?
  /// By which factor of its value each ad is ranked, the same at all its positions; nil where that is not so.
  let ranking: [Double]?

  /// Users of the pure cascade: they stop at a click, and only then.
  public init(_ problem: PlacementProblem) {
    self.problem = problem
    goesOn = nil
    ranking = [Double](repeating: 1, count: problem.ads)
  }

  /// Users with chances of their own to go on (ads × positions).
  public init(_ problem: PlacementProblem, goesOn: [Double]) throws(PlacementProblemError) {
    guard goesOn.count == problem.clickRates.count else {
      throw .wrongCount(found: goesOn.count, ads: problem.ads, positions: problem.positions)
    }
    if let place = goesOn.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
      throw .badContinuation(
        ad: place / problem.positions, position: place % problem.positions, chance: goesOn[place])
    }
    self.problem = problem
    self.goesOn = goesOn
    ranking = Self.commonRanking(problem, goesOn)
  }

  public func reading(_ lines: [AdPlacement.Line]) -> AdPlacement {
    var reached = 1.0
    var placement = AdPlacement(lines)
    for k in lines.indices {
      let cell = lines[k].ad * problem.positions + lines[k].position
      placement.lines[k].clickRate = reached * problem.clickRates[cell]
      reached *= continuation(cell)
    }
    return placement
  }

  /// By decreasing v p / (1 − c). **Ties**: the lower ad first.
  public func ordered(_ lines: [AdPlacement.Line], _ values: [Double]) -> [AdPlacement.Line] {
    lines.sorted { isBefore($0, $1, values) }
  }

  public func welfare(of ordered: [AdPlacement.Line], adding line: AdPlacement.Line, _ values: [Double]) -> Double {
    var sum = 0.0
    var reached = 1.0
    func show(_ line: AdPlacement.Line) {
      let cell = line.ad * problem.positions + line.position
      sum += reached * problem.clickRates[cell] * values[line.ad]
      reached *= continuation(cell)
    }
    var isShown = false
    for other in ordered {
      if !isShown && isBefore(line, other, values) {
        show(line)
        isShown = true
      }
      show(other)
    }
    if !isShown { show(line) }
    return sum
  }

  private func isBefore(_ first: AdPlacement.Line, _ second: AdPlacement.Line, _ values: [Double]) -> Bool {
    let left = values[first.ad] * factor(first.ad * problem.positions + first.position)
    let right = values[second.ad] * factor(second.ad * problem.positions + second.position)
    return left != right ? left > right : first.ad < second.ad
  }

  /// Chance to go on after the ad and position of a cell of the matrix.
  func continuation(_ cell: Int) -> Double { goesOn.map { $0[cell] } ?? (1 - problem.clickRates[cell]) }

  /// p / (1 − c): the factor of a value by which ads are ranked; infinite where the user surely goes on.
  func factor(_ cell: Int) -> Double {
    guard let goesOn else { return 1 }
    let rate = problem.clickRates[cell]
    return rate == 0 ? 0 : rate / (1 - goesOn[cell])
  }

  /// One factor s per ad, taken where it is clicked most, if 1 − c = p / s at all positions to 10⁻¹².
  private static func commonRanking(_ problem: PlacementProblem, _ goesOn: [Double]) -> [Double]? {
    var ranking: [Double] = []
    for ad in 0..<problem.ads {
      let cells = ((ad * problem.positions)..<((ad + 1) * problem.positions)).filter { problem.clickRates[$0] > 0 }
      var best: Int?
      for cell in cells where problem.clickRates[cell] > best.map({ problem.clickRates[$0] }) ?? 0 { best = cell }
      let factor = best.map { problem.clickRates[$0] / (1 - goesOn[$0]) } ?? 0
      for cell in cells where abs(problem.clickRates[cell] / factor - (1 - goesOn[cell])) > 1e-12 { return nil }
      ranking.append(factor)
    }
    return ranking
  }
}
