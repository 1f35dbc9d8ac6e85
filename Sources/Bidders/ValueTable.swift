package import MarketModel

/// The value of a budgeted second-price campaign by dynamic programming: V(n, b), the best expected objective with n
/// auctions and b units of money left, when the click rate is always the average.
///
/// With θ the average click rate, v₁ the value of a click, v₀ the weight of money and m(δ) the chance of market price δ,
///
///     V(0, b) = 0,   V(n, b) = V(n−1, b) + Σ_{δ=0}^{a} m(δ) (v₁θ + V(n−1, b−δ) − V(n−1, b) − v₀δ),
///
/// where a is the largest bid for which every price up to it is worth paying. Once V(n, b) is within 1e-10 of its value
/// without a budget the rest of the row is filled with that. Rows n = 0 … N − 1; columns b = 0 … B.
/// - Complexity: O(*N · B · highest price*) time, 8 · *N* · (*B* + 1) bytes.
///
/// Source: Cai et al. 2017, section 3, as in the authors' released code (v₁ = 1, v₀ = 0 for clicks; v₁ = click value,
/// v₀ = 1 for profit; no discounting).
package struct ValueTable: Sendable {
  /// (N × (B + 1)), row by row.
  private let values: [Double]
  private let width: Int
  private let moneyWeight: Double
  private let highest: Int

  package init(_ campaign: Campaign) {
    width = campaign.budget + 1
    moneyWeight = campaign.moneyWeight
    highest = campaign.highestPrice
    let gain = campaign.clickValue * campaign.clickRate
    var table = [Double](repeating: 0, count: campaign.episode * width)
    var bids = [Int32](repeating: 0, count: width)
    let unbounded = Self.valueWithoutBudget(campaign, gain)
    for n in 1..<max(campaign.episode, 1) {
      var span = table.mutableSpan
      Self.fillBids(&bids, from: span.span.extracting(((n - 1) * width)..<(n * width)), gain, campaign)
      Self.fillRow(
        &span, n, width, bids.span, campaign.priceChances.span, gain, campaign.moneyWeight, top: Double(n) * unbounded)
    }
    values = table
  }

  /// V(n, b).
  package subscript(auctions n: Int, budget b: Int) -> Double { values[n * width + b] }

  /// What one auction is worth with unlimited budget.
  private static func valueWithoutBudget(_ campaign: Campaign, _ gain: Double) -> Double {
    var sum = 0.0
    for (price, chance) in campaign.priceChances.enumerated() {
      let net = gain - campaign.moneyWeight * Double(price)
      if net < 0 { break }
      sum += chance * net
    }
    return sum
  }

  /// The largest bid worth making with each budget: as the budget falls so does the cheapest budget still worth keeping.
  private static func fillBids(_ bids: inout [Int32], from before: Span<Double>, _ gain: Double, _ campaign: Campaign) {
    var low = before.count - 2
    for b in stride(from: before.count - 1, to: 0, by: -1) {
      while low >= 0 && before[low] - before[b] + gain - campaign.moneyWeight * Double(b - low) >= 0 { low -= 1 }
      let bid = low < 0 ? b : b - low - 1
      bids[b] = Int32(min(bid, campaign.highestPrice))
    }
  }

  private static func fillRow(
    _ table: inout MutableSpan<Double>, _ n: Int, _ width: Int, _ bids: Span<Int32>, _ chances: Span<Double>,
    _ gain: Double, _ moneyWeight: Double, top: Double
  ) {
    let before = (n - 1) * width
    let row = n * width
    for b in 1..<max(width, 1) {
      let stay = table[before + b]
      var value = stay
      let last = Int(bids[b])
      precondition(last <= b && last < chances.count, "a bid is at most the budget and the highest price")
      if moneyWeight == 0 {
        for price in 0..<(last + 1) {
          value += chances[unchecked: price] * (gain + table[unchecked: before + b - price] - stay)
        }
      } else {
        for price in 0..<(last + 1) {
          value +=
            chances[unchecked: price]
            * (gain + table[unchecked: before + b - price] - stay - moneyWeight * Double(price))
        }
      }
      table[row + b] = value
      if abs(value - top) < 1e-10 {
        for rest in (b + 1)..<max(width, b + 1) { table[row + rest] = top }
        return
      }
    }
  }

  /// The largest bid a such that every price up to it is worth paying for a click of chance `rate`:
  /// v₁ · rate + V(n−1, b−δ) − V(n−1, b) − v₀δ ≥ 0 for δ = 1 … a.
  @inline(__always) func bid(worth: Double, auctionsLeft n: Int, budgetLeft b: Int) -> Int {
    let cap = b < highest ? b : highest
    let row = (n - 1) * width + b
    let table = values.span
    precondition(row < table.count && row - cap >= 0, "state outside the table")
    let stay = table[unchecked: row]
    var bid = 0
    while bid < cap {
      let price = bid &+ 1
      if worth + table[unchecked: row &- price] - stay - moneyWeight * Double(price) < 0 { break }
      bid = price
    }
    return bid
  }
}
