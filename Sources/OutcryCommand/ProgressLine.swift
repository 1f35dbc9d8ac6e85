internal import Outcry

/// How far a run is, on one line of at most 79 characters: `Title: 37 %, 1.2M auctions/s, 2 min 5 s left`.
///
/// The title is cut to what the rest leaves. Without a known total there is no share and no time left.
/// **Edge cases**: more done than expected (the number of auctions of a run by time is an expectation) — 100 %.
/// - Parameter seconds: since the start; rates are taken over all of it.
package func progressLine(title: String, done: Int, total: Int?, seconds: Double, drawsBar: Bool) -> String {
  let rate = Double(done) / max(seconds, 1e-3)
  let rest: String
  if let total, total > 0 {
    let share = min(1, Double(done) / Double(total))
    let filled = Int(share * 20)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled)
    let left = rate > 0 ? "\(duration(Double(max(0, total - done)) / rate)) left" : "time left unknown"
    rest = "\(drawsBar ? "[\(bar)] " : "")\(Int(share * 100)) %, \(short(rate)) auctions/s, \(left)"
  } else {
    rest = "\(done) auctions, \(short(rate)) auctions/s"
  }
  return "\(printable(title, limit: max(8, 79 - 3 - rest.count))): \(rest)"
}

/// `950`, `1.2k`, `3.4M`, cut rather than rounded.
private func short(_ rate: Double) -> String {
  switch min(rate, 1e15) {
  case 1e6...: "\(Double(Int(min(rate, 1e15) / 1e5)) / 10)M"
  case 1e3...: "\(Double(Int(rate / 100)) / 10)k"
  default: "\(Int(rate))"
  }
}

private func duration(_ seconds: Double) -> String {
  let whole = Int(min(seconds, 1e9).rounded(.up))
  if whole < 60 { return "\(whole) s" }
  return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
}
