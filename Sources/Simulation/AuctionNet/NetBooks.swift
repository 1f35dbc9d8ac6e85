internal import MarketModel

/// What every advertiser bought and paid, and the score that comes of it.
struct NetBooks: ~Copyable, Sendable {
  private let groups: [Swift.Range<Int>]
  private let terms: [CampaignTerms]
  private let leastBudget: Double
  private let ticks: Int
  /// Of each advertiser's budget [money] (advertisers).
  private(set) var left: Column<Double>
  private var totals: Column<Total>
  /// Sums of each tick (groups × ticks).
  private var path: Column<Total>
  private var offered: Column<Double>
  private var balances: Column<Double>
  /// Whether it could bid no more before the last tick (advertisers).
  private var isEarly: Column<Bool>
  private var withdrawn = 0

  struct Total: BitwiseCopyable, Sendable {
    var cost = 0.0
    var won = 0.0
    var exposed = 0.0
    var conversions = 0.0
    var predicted = 0.0

    static func + (a: Total, b: Total) -> Total {
      Total(
        cost: a.cost + b.cost, won: a.won + b.won, exposed: a.exposed + b.exposed,
        conversions: a.conversions + b.conversions, predicted: a.predicted + b.predicted)
    }
  }

  init(_ world: AuctionNet, _ terms: [CampaignTerms]) {
    var first = 0
    var ranges: [Swift.Range<Int>] = []
    for group in world.advertiserGroups {
      ranges.append(first..<(first + group.count))
      first += group.count
    }
    groups = ranges
    self.terms = terms
    leastBudget = world.leastBudget
    ticks = world.ticks
    left = Column(terms.map(\.budget))
    totals = Column(repeating: Total(), count: terms.count)
    path = Column(repeating: Total(), count: ranges.count * world.ticks)
    offered = Column(repeating: 0, count: world.ticks)
    balances = Column(repeating: 0, count: ranges.count * world.ticks)
    isEarly = Column(repeating: false, count: terms.count)
  }

  mutating func add(
    _ advertiser: Int, tick: Int, cost: Double, won: Int, exposed: Int, conversions: Int, predicted: Double
  ) {
    let sum = Total(
      cost: cost, won: Double(won), exposed: Double(exposed), conversions: Double(conversions), predicted: predicted)
    totals[advertiser] = totals[advertiser] + sum
    left[advertiser] -= cost
    for group in groups.indices where groups[group].contains(advertiser) {
      path[group * ticks + tick] = path[group * ticks + tick] + sum
    }
    if tick < ticks - 1 && left[advertiser] < leastBudget { isEarly[advertiser] = true }
  }

  mutating func close(_ tick: Int, opportunities: Int, withdrawn: Int) {
    offered[tick] = Double(opportunities)
    self.withdrawn = withdrawn
    for group in groups.indices {
      var sum = 0.0
      for advertiser in groups[group] { sum += left[advertiser] }
      balances[group * ticks + tick] = sum / Double(groups[group].count)
    }
  }
}

/// min(1, (target / cost per conversion)²) · conversions; 0 without a conversion.
///
/// Source: Su et al. 2024 (AuctionNet).
package func campaignScore(target: Double, cost: Double, conversions: Double) -> Double {
  if conversions <= 0 { return 0 }
  let ratio = target * conversions / cost
  return ratio < 1 ? ratio * ratio * conversions : conversions
}

extension NetBooks {
  /// What a whole replicate measured.
  borrowing func record(_ plan: RecordingPlan) -> Recording {
    var recording = Recording(plan)
    var all = 0.0
    for tick in 0..<ticks { all += offered[tick] }
    for (measure, reading) in readings(0..<terms.count, opportunities: all) { recording.set(measure, reading) }
    recording.set("opportunities", .value(all))
    recording.set("withdrawn-bids", .value(Double(withdrawn)))
    for group in groups.indices {
      for (measure, reading) in readings(groups[group], opportunities: all) {
        recording.set(measure, group: group, reading)
      }
    }
    addSeries(&recording, plan)
    var (spent, budgets, balance, over) = (0.0, 0.0, 0.0, 0.0)
    for advertiser in terms.indices {
      spent += totals[advertiser].cost
      budgets += terms[advertiser].budget
      balance += left[advertiser]
      over = max(over, totals[advertiser].cost / terms[advertiser].budget)
    }
    recording.check("cost + budget left = budgets", spent + balance, equals: budgets)
    recording.check("no advertiser spends more than its budget", max(over, 1), equals: 1)
    return recording
  }

  private borrowing func readings(
    _ advertisers: Swift.Range<Int>, opportunities: Double
  ) -> [(measure: String, reading: Reading)] {
    var total = Total()
    var (score, budgets, exceeded, exceedance, converted, early) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for advertiser in advertisers {
      let own = totals[advertiser]
      total = total + own
      budgets += terms[advertiser].budget
      score += campaignScore(target: terms[advertiser].target, cost: own.cost, conversions: own.conversions)
      early += isEarly[advertiser] ? 1 : 0
      if own.conversions > 0 {
        let excess = own.cost / own.conversions / terms[advertiser].target - 1
        converted += 1
        exceeded += excess > 0 ? 1 : 0
        exceedance += max(0, excess)
      }
    }
    let count = Double(advertisers.count)
    func quotient(_ a: Double, _ b: Double, _ reason: String) -> Reading {
      b > 0 ? .ratio(a, of: b) : .undefined(reason)
    }
    let none = "nothing converted"
    return [
      ("score", .value(score / count)), ("conversions", .value(total.conversions / count)),
      ("predicted-conversions", .value(total.predicted / count)), ("cost", .value(total.cost / count)),
      ("budget-use", quotient(total.cost, budgets, "there is no budget")),
      ("cost-per-conversion", quotient(total.cost, total.conversions, none)),
      ("target-exceedance", quotient(exceedance, converted, none)),
      ("above-target", quotient(exceeded, converted, none)), ("exhausted-early", .value(early / count)),
      ("win-rate", quotient(total.won, count * opportunities, "there was no opportunity")),
      ("exposure-rate", quotient(total.exposed, total.won, "nothing was won")),
      ("price", quotient(total.cost, total.exposed, "nothing was seen")),
    ]
  }

  private borrowing func addSeries(_ recording: inout Recording, _ plan: RecordingPlan) {
    let ends = plan.axis.values.map { Int($0) }
    for measure in plan.measures where ["cost", "conversions"].contains(measure.name) {
      for group in groups.indices {
        let count = Double(groups[group].count)
        recording.add(
          series: measure, group: group,
          ends.indices.map { point in
            var sum = Total()
            for tick in (point == 0 ? 0 : ends[point - 1])..<ends[point] { sum = sum + path[group * ticks + tick] }
            return .value((measure.name == "cost" ? sum.cost : sum.conversions) / count)
          })
      }
    }
    if plan.includes(AuctionNet.balance.name) {
      for group in groups.indices {
        recording.set(AuctionNet.balance.name, group: group, .value(balances[group * ticks + ticks - 1]))
        recording.add(
          series: AuctionNet.balance, group: group, ends.map { .value(balances[group * ticks + $0 - 1]) })
      }
    }
  }
}
