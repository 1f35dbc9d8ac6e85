#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
internal import LinearPrograms
public import MarketModel
public import Randomness

/// Bid price: accepts an item that pays for the capacity it takes, at prices from a linear program of what is expected to
/// come, which is solved again every so often.
///
/// Items still to come fall into classes by density, equal steps of its logarithm between the bounds; the share of each
/// class is what has been seen of it so far, mixed with equal shares that count as `prior` items. Where items give capacity
/// back, the time that is left — the mean gap so far for each item to come — is cut into periods of length Δ, one otherwise.
/// With d_c items of class c expected in each period, of mean value v_c, weight w_c and duration, the program is
///
///     maximise Σ_cτ v_c x_cτ  subject to  held_p + Σ_cτ w_c o_cτp x_cτ ≤ units for every period p,  0 ≤ x_cτ ≤ d_c,
///
/// o_cτp being the share of period p for which an item that comes at the beginning of period τ holds its capacity, and
/// held_p what is already taken then, on average. The price y_p of a unit in period p is the dual of its row. An item is accepted
/// when its value is at least its weight × Σ_p y_p × (share of period p that it overlaps).
///
/// **Ties**: an item that pays exactly the price, up to one part in 10⁹, is accepted.
/// **Edge cases**: it solves first when the first item is there. A class not yet seen has the density of its middle and
/// the mean weight and duration of all; one of which nothing has given capacity back never does. Where capacity is not scarce the price is 0.
/// - Complexity: O(*periods*) an item; a linear program of *classes* × *periods* variables each time.
///
/// Source: Talluri and van Ryzin 1998 (bid prices); Jasin and Kumar 2012 (solving again); Levi and Radovanović 2010 for
/// capacity that comes back. The forecast and the periods are ours.
public struct BidPrice: AdmissionPolicy {
  public static let card = Card(
    "bid-price", "Accepts what pays for its capacity at the dual prices of a linear program, solved again over time.",
    fails: [.timeFair(within: 0.5), .timeFair(within: 1), .timeFair],
    source: "Talluri and van Ryzin 1998; Jasin and Kumar 2012; Levi and Radovanović 2010")

  let interval: Int?
  let classes: Int
  let mostPeriods: Int
  let prior: Double

  private var facts = KnapsackFacts(capacity: 1, low: 1, high: 2, items: 0)
  private var seen: [Seen] = []
  private var all = Seen()
  private var count = 0
  private var firstTime = 0.0
  private var keepsAll = true
  /// What is held, until when.
  private var held: [(until: Double, weight: Int)] = []
  /// Of one unit in each period [money], the periods' length, and when the first began.
  private var prices: [Double] = []
  private var period = 1.0
  private var start = 0.0

  /// What items of a class have been like.
  private struct Seen {
    var count = 0.0
    var weight = 0.0
    var value = 0.0
    /// Sum of the durations of those that give capacity back.
    var duration = 0.0
    var returning = 0.0

    mutating func add(_ item: KnapsackItem) {
      count += 1
      weight += Double(item.weight)
      value += item.value
      if item.duration < .infinity {
        duration += item.duration
        returning += 1
      }
    }
  }

  public init(_ settings: inout Settings) {
    interval = settings.optionalInteger(
      "resolve-every", in: 1...10_000_000, otherwise: "a twentieth of the items",
      "Items after which the program is solved again.")
    classes = settings.integer("classes", in: 1...500, default: 40, "Classes of density in the forecast.")
    mostPeriods = settings.integer(
      "periods", in: 1...100, default: 10, "Periods of the time that is left, where capacity comes back.")
    prior = settings.number(
      "prior", in: .nonNegative, default: 10,
      "How many items the assumption counts that all classes are equally common.")
  }

  public mutating func begin(_ facts: KnapsackFacts, using stream: inout RandomStream) {
    self.facts = facts
    seen = Array(repeating: Seen(), count: classes)
    all = Seen()
    (count, firstTime, keepsAll, held, prices) = (0, 0, true, [], [])
  }

  public mutating func accepts(_ item: KnapsackItem, used: Int) throws -> Bool {
    held.removeAll { $0.until <= item.time }
    note(item)
    if (count - 1) % (interval ?? max(1, facts.items / 20)) == 0 { try solve(at: item.time, used: used) }
    var price = 0.0
    for (index, unit) in prices.enumerated() where unit > 0 {
      let from = start + period * Double(index)
      // The last period stands for all time after it.
      let end = index == prices.count - 1 ? Double.infinity : from + period
      let overlap = min(end, item.time + item.duration) - max(from, item.time)
      if overlap > 0 { price += unit * min(1, overlap / period) }
    }
    // What the program takes in part is worth its price but for rounding.
    let wanted = item.value >= price * Double(item.weight) * (1 - 1e-9)
    if wanted && used + item.weight <= facts.limit && item.duration < .infinity {
      held.append((item.time + item.duration, item.weight))
    }
    return wanted
  }

  private mutating func note(_ item: KnapsackItem) {
    if count == 0 { firstTime = item.time }
    count += 1
    if item.duration < .infinity { keepsAll = false }
    let place = log(item.density(ofCapacity: facts.capacity) / facts.low) / log(facts.high / facts.low)
    // Of densities too far apart for their quotient the highest class has all.
    let index = place.isNaN ? classes - 1 : min(max(Int(max(min(place, 1), 0) * Double(classes)), 0), classes - 1)
    seen[index].add(item)
    all.add(item)
  }

  private mutating func solve(at time: Double, used: Int) throws {
    let left = Double(facts.items - count)
    // Gaps are known from the second item on; before, or where all come at once, one item a second.
    let gap = count > 1 && time > firstTime ? (time - firstTime) / Double(count - 1) : 1
    let periods = keepsAll ? 1 : mostPeriods
    start = time
    period = max(left, 1) * gap / Double(periods)
    let returning = held.reduce(0) { $0 + $1.weight }
    var program = LinearProgram(.maximise)
    let rows = (0..<periods).map { index -> LinearProgram.Row in
      let from = start + period * Double(index)
      let taken = held.reduce(Double(used - returning)) { sum, each in
        sum + Double(each.weight) * min(max((each.until - from) / period, 0), 1)
      }
      return program.addRow(
        [(LinearProgram.Variable, Double)](), lower: -.infinity, upper: max(0, Double(facts.limit) - taken))
    }
    for index in 0..<classes {
      let share = (seen[index].count + prior / Double(classes)) / (Double(count) + prior)
      let expected = left / Double(periods) * share
      if expected == 0 { continue }
      let kind = expectedItem(index)
      for first in 0..<periods {
        let entries = (first..<periods).compactMap { index -> (LinearProgram.Row, Double)? in
          let overlap = min(max((kind.duration - period * Double(index - first)) / period, 0), 1)
          return overlap > 0 ? (rows[index], kind.weight * overlap) : nil
        }
        program.addColumn(entries, cost: kind.value, upper: expected)
      }
    }
    let result = try program.solve()
    guard let optimum = result.optimum else {
      throw LawBroken("the bid price's program has an optimum, but the solver says: \(result)")
    }
    prices = rows.map { max(0, optimum.dual(of: $0)) }
  }

  /// What an item of a class is like on average.
  private func expectedItem(_ index: Int) -> (value: Double, weight: Double, duration: Double) {
    let own = seen[index]
    if own.count > 0 {
      return (
        own.value / own.count, own.weight / own.count,
        own.returning > 0 ? own.duration / own.returning : .infinity
      )
    }
    let weight = all.weight / all.count
    let middle = facts.low * exp(log(facts.high / facts.low) * (Double(index) + 0.5) / Double(classes))
    return (
      middle * weight / Double(facts.capacity), weight, all.returning > 0 ? all.duration / all.returning : .infinity
    )
  }
}
