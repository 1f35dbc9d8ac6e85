package import MarketModel

/// The settings at the root of a scenario file, but for its world.
package struct ScenarioRoot {
  package struct VariantText {
    var name: String
    var set: Node?
  }

  package struct ExpectationText {
    var metric: String
    var variant: String?
    var group: String?
    var claim: Expectation.Claim
  }

  /// Keys that a later version will give a meaning.
  package static let reserved = ["sweep", "tournament", "until", "trace"]
  package static let worldHelp = "The kind of market and its settings."

  var title: String
  var description: String
  var source: String
  var claim: String
  var tags: [String]
  var seed: Int
  var replicates: Int
  var variants: [VariantText]
  var metrics: [String]
  var report: ReportOptions
  var expectations: [ExpectationText]

  package init(_ settings: inout Settings) {
    settings.version("outcry", known: 1, "Version of the scenario format.")
    title = settings.text("title", "What the experiment is called.")
    description = settings.text("description", default: "", "Paragraphs for the report.")
    source = settings.text("source", default: "", "Where the model or the claim comes from.")
    claim = settings.text("claim", default: "", "What it is meant to show, in one sentence.")
    tags = settings.texts(
      "tags", otherwise: "none", "Words to find it by; `quick`: small enough for every check of a change.")
    seed = settings.integer("seed", in: 0...Settings.largestInteger, default: 1, "All randomness comes from it.")
    replicates = settings.integer(
      "replicates", in: 1...1_000_000, default: 1, "Independent repetitions; intervals need two or more.")
    variants = settings.list(
      "variants", of: "variant", "The same world with something changed, on the same random numbers."
    ) {
      VariantText(
        name: $0.text("name", "What the variant is called in results."),
        set: $0.rawTable("set", otherwise: "nothing", "What it changes: paths and values."))
    }
    metrics = settings.texts("metrics", otherwise: "the world's own choice", "What is measured.")
    report = settings.section("report", "What the report holds.") { report in
      let bidders = report.flag("bidders", default: false, "Results per bidder, in `metrics.csv`.")
      let buckets = report.integer("buckets", in: 1...1000, default: 50, "Points of figures over time.")
      let figures = report.texts(
        "figures", otherwise: "the report's own choice; none with `compare`, `over` or `pareto`",
        "Metrics to draw over time.")
      let compare = report.texts("compare", otherwise: "none", "Metrics to draw side by side for all variants.")
      let over = report.section("over", "Figures over a setting to which variants give different numbers.") { over in
        let path = over.optionalText(
          "setting", otherwise: "no such figures", "Its path; variants that differ in it alone make one curve.")
        let label = over.optionalText("label", otherwise: "the path", "What its axis is called.")
        let measures = over.texts("metrics", otherwise: "none", "Metrics to draw over it.")
        return path.map { SettingAxis(path: $0, label: label, measures: measures) }
      }
      let pareto = report.list(
        "pareto", of: "figure",
        "One metric against another, a point for each variant; the front of those not dominated."
      ) {
        TradeOff(
          x: $0.text("x", "The metric along the foot."),
          better: $0.choice("better-x", default: .high, "Which values of it are better."),
          y: $0.text("y", "The metric up the side."),
          better: $0.choice("better-y", default: .high, "Which values of it are better."))
      }
      return ReportOptions(
        bidders: bidders, buckets: buckets, figures: figures.isEmpty ? nil : figures, compare: compare, over: over,
        pareto: pareto)
    }
    expectations = settings.list("expect", of: "expectation", "What must come out: a scenario is also a test.") {
      Self.expectation(&$0)
    }
    refuseReserved(settings)
    refuseRepeatedNames(settings)
    if variants.isEmpty { variants = [VariantText(name: "base", set: nil)] }
  }

  private static func expectation(_ settings: inout Settings) -> ExpectationText {
    let metric = settings.text("metric", "The metric that is tested: its mean over replicates.")
    let variant = settings.optionalText("variant", otherwise: "every variant", "Where.")
    let group = settings.optionalText("group", otherwise: "the whole market", "Whose.")
    let equals = settings.optionalNumber("equals", otherwise: "not tested", "The mean is exactly this.")
    let atLeast = settings.optionalNumber("at-least", otherwise: "not tested", "The mean is this or more.")
    let atMost = settings.optionalNumber("at-most", otherwise: "not tested", "The mean is this or less.")
    let within = settings.section("within", "The mean is near a value.") { within in
      (
        within.optionalNumber("value", otherwise: "none", "The value."),
        within.optionalNumber("tolerance", in: .nonNegative, otherwise: "none", "How far from it the mean may be."),
        within.has("value") && within.has("tolerance")
      )
    }
    let isNear = settings.has("within")
    if isNear && !within.2 {
      settings.fail("within", "it needs a value and a tolerance", remedy: "write `within: {value: …, tolerance: …}`")
    }
    let claims =
      [
        equals.map(Expectation.Claim.equals), atLeast.map(Expectation.Claim.atLeast),
        atMost.map(Expectation.Claim.atMost),
      ]
      .compactMap { $0 } + (isNear ? [.within(value: within.0 ?? 0, tolerance: within.1 ?? 0)] : [])
    let given = ["equals", "at-least", "at-most", "within"].filter(settings.has)
    settings.check(
      given.count == 1, given.count > 1 ? given[1] : "equals",
      given.isEmpty ? "it says nothing to test" : "it says \(given.count) things",
      remedy: "give one of equals, at-least, at-most, within")
    return ExpectationText(metric: metric, variant: variant, group: group, claim: claims.first ?? .equals(0))
  }

  private func refuseReserved(_ settings: Settings) {
    for key in Self.reserved where settings.has(key) {
      settings.fail(key, "reserved for a later version", remedy: "remove it")
    }
  }

  private func refuseRepeatedNames(_ settings: Settings) {
    let names = variants.map(\.name)
    var told: [String] = []
    for (index, name) in names.enumerated() where names[..<index].contains(name) && !told.contains(name) {
      settings.fail("variants", "two variants are called \(quoted(name))", remedy: "give each its own name")
      told.append(name)
    }
  }
}
