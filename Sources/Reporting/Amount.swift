package import MarketModel

/// `number` of `unit`s with the unit's name: times and rates in the unit that makes the number shortest, so that 86400
/// s read `24 h` and 0.277778 auctions/s `1000 auctions/h`. Six significant digits.
///
/// One of something is singular: `1 auction`.
///
/// **Ties**: the longer unit for a time, the shorter period for a rate. Days only from two on.
package func amountInWords(_ number: Double, _ unit: Unit) -> String {
  let symbol = unit.symbol
  if symbol == "1" { return significant(number) }
  guard number != 0, symbol == "s" || symbol.hasSuffix("/s") else {
    let text = significant(number)
    let singular = String(symbol.dropLast())
    let isOne = text == "1" && (symbol.hasSuffix(" units") || unit.names.contains { $0.name == singular })
    return "\(text) \(isOne ? singular : symbol)"
  }
  let isRate = symbol != "s"
  let noun = isRate ? String(symbol.dropLast(2)) : ""
  let periods: [(name: String, seconds: Double)] = [("s", 1), ("min", 60), ("h", 3600), ("d", 86_400)]
  let allowed = periods.filter { isRate || $0.name != "d" || abs(number) >= 2 * $0.seconds }
  let texts = (isRate ? allowed : allowed.reversed()).map { period in
    (text: significant(isRate ? number * period.seconds : number / period.seconds), name: period.name)
  }
  // The first of the shortest.
  guard let best = texts.min(by: { $0.text.count < $1.text.count }) else { return "\(significant(number)) \(symbol)" }
  if !isRate { return "\(best.text) \(best.name)" }
  return "\(best.text) \(best.text == "1" && noun.hasSuffix("s") ? String(noun.dropLast()) : noun)/\(best.name)"
}
