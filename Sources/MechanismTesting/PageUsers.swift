internal import MarketModel

// Users of the pages that promises are tested on, from their definitions alone.

/// Each ad is clicked as if it were alone.
struct LoneClicks: ClickModel {
  static let card = Card("lone", "Each ad is clicked as if it were alone.", source: "standard")
  init(_ settings: inout Settings) {}
  init() {}
  var law: ClickLaw { .independent }
  func rates(of ads: Span<ShownAd>, into rates: inout MutableSpan<Double>) {
    for k in ads.indices { rates[k] = ads[k].alone }
  }
  func click(_ ads: Span<ShownAd>, draws: Span<Double>, into clicked: inout MutableSpan<Bool>) {
    for k in ads.indices { clicked[k] = draws[k] < ads[k].alone }
  }
}

/// Users choose one ad or none, in proportion to the odds p/(1 − p) of each and 1 for none.
struct LogitUsers: ClickModel {
  static let card = Card("logit-users", "Users choose one ad or none by its odds.", source: "standard")
  init(_ settings: inout Settings) {}
  init() {}
  var law: ClickLaw { .multinomialLogit }
  func rates(of ads: Span<ShownAd>, into rates: inout MutableSpan<Double>) {
    var total = 1.0
    for k in ads.indices { total += ads[k].alone / (1 - ads[k].alone) }
    for k in ads.indices { rates[k] = ads[k].alone / (1 - ads[k].alone) / total }
  }
  func click(_ ads: Span<ShownAd>, draws: Span<Double>, into clicked: inout MutableSpan<Bool>) {
    var row = Column([Double](repeating: 0, count: ads.count))
    var chances = row.mutableSpan
    rates(of: ads, into: &chances)
    var left = ads.isEmpty ? 0 : draws[0]
    for k in ads.indices {
      clicked[k] = left >= 0 && left < chances[k]
      left -= chances[k]
    }
  }
}

/// Users read the ads in order until they click one.
struct ReadingUsers: ClickModel {
  static let card = Card("reading-users", "Users read ads in order until they click one.", source: "standard")
  init(_ settings: inout Settings) {}
  init() {}
  var law: ClickLaw { .cascade }
  func rates(of ads: Span<ShownAd>, into rates: inout MutableSpan<Double>) {
    var reached = 1.0
    for k in ads.indices {
      rates[k] = reached * ads[k].alone
      reached *= 1 - ads[k].alone
    }
  }
  func click(_ ads: Span<ShownAd>, draws: Span<Double>, into clicked: inout MutableSpan<Bool>) {
    var reads = true
    for k in ads.indices {
      clicked[k] = reads && draws[k] < ads[k].alone
      if clicked[k] { reads = false }
    }
  }
}
