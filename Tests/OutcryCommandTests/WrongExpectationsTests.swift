import OutcryCommand
import Testing

@Suite("Wrong input: variants, metrics and expectations")
struct WrongExpectationsTests {
  static let all: [Mistake] = [
    Mistake(
      "two variants of one name", adding: "variants:\n  - {name: x}\n  - {name: x}\n",
      "9:3: variants: two variants are called 'x'; give each its own name"),
    Mistake(
      "two groups of one name", adding: "    - {name: a}\n",
      "7:5: world.bidders: two groups are called 'a'; give each its own name"),
    Mistake(
      "no name", adding: "variants:\n  - {set: {world.horizon: 3}}\n", "9:5: variants[0].name: missing; give a text"),
    Mistake(
      "a variant that sets a seed", adding: "variants:\n  - {name: x, set: {seed: 3}}\n",
      "9:21: seed: a variant sets only what is below `world`; "
        + "set it for the whole scenario, or write another scenario"),
    Mistake(
      "a variant that replaces the world", adding: "variants:\n  - {name: x, set: {world: {mechanism: first-price}}}\n",
      "9:21: variants.x.set.world: this would replace the whole world; write a path for each setting, "
        + "like `world.horizon: 1000`"),
    Mistake(
      "a variant's path that does not exist", adding: "variants:\n  - {name: x, set: {world.mechansm: first-price}}\n",
      "9:21: world.mechansm: unknown setting; did you mean 'mechanism'?"),
    Mistake(
      "a variant's group that does not exist", adding: "variants:\n  - {name: x, set: {world.bidders.b.budget: 3}}\n",
      "9:21: world.bidders: no element named 'b'; did you mean 'a'?"),
    Mistake(
      "a list for what a variant sets", adding: "variants:\n  - {name: x, set: [1]}\n",
      "9:20: variants.x.set: expected a table, found a list; write a table"),
    Mistake(
      "unknown metric", adding: "metrics: [revenue, welfar]\n",
      "8:20: metrics: the world 'repeated auction' has no metric 'welfar'; did you mean 'welfare'?"),
    Mistake(
      "a metric twice", adding: "metrics: [revenue, revenue]\n",
      "8:20: metrics: 'revenue' is named twice; name it once"),
    Mistake(
      "unknown metric in a figure", adding: "report: {figures: [welfar]}\n",
      "8:20: report.figures: the world 'repeated auction' has no metric 'welfar'; did you mean 'welfare'?"),
    Mistake(
      "unknown metric over a setting",
      adding:
        "variants:\n  - {name: x, set: {world.horizon: 3}}\nreport: {over: {setting: world.horizon, metrics: [welfar]}}\n",
      "10:51: report.over.metrics: the world 'repeated auction' has no metric 'welfar'; did you mean 'welfare'?"),
    Mistake(
      "figures over a setting that no variant sets",
      adding: "variants:\n  - {name: x}\nreport: {over: {setting: world.horizon, metrics: [revenue]}}\n",
      "10:26: report.over.setting: no variant sets 'world.horizon' to a number; name a path under `set` of the variants"
    ),
    Mistake(
      "metrics over no setting", adding: "report: {over: {metrics: [revenue]}}\n",
      "8:26: report.over: no setting is named; give `setting`, a path that variants set"),
    Mistake(
      "unknown metric in a trade-off", adding: "report: {pareto: [{x: revenue, y: welfar}]}\n",
      "8:35: report.pareto[0].y: the world 'repeated auction' has no metric 'welfar'; did you mean 'welfare'?"
    ),
    Mistake(
      "a metric against itself", adding: "report: {pareto: [{x: revenue, y: revenue}]}\n",
      "8:35: report.pareto[0].y: it is the metric of `x`; name another metric"),
    Mistake(
      "an unknown preference in a trade-off",
      adding: "report: {pareto: [{x: revenue, y: welfare, better-y: best}]}\n",
      "8:54: report.pareto[0].better-y: unknown choice 'best'; known: high, low"),
    Mistake(
      "a trade-off of one metric", adding: "report: {pareto: [{x: revenue}]}\n",
      "8:19: report.pareto[0].y: missing; give a text"),
    Mistake(
      "unknown variant in expect",
      adding: "variants:\n  - {name: lazy}\nexpect:\n  - {metric: revenue, variant: lasy, equals: 1}\n",
      "11:32: expect[0].variant: no variant is called 'lasy'; did you mean 'lazy'?"),
    Mistake(
      "unknown group in expect", adding: "expect:\n  - {metric: revenue, group: b, equals: 1}\n",
      "9:30: expect[0].group: no group is called 'b'; did you mean 'a'?"),
    Mistake(
      "unknown metric in expect",
      adding: "expect:\n  - {metric: revenue, equals: 3}\n  - {metric: revnue, equals: 3}\n",
      "10:14: expect[1].metric: the world 'repeated auction' has no metric 'revnue'; did you mean 'revenue'?"),
    Mistake(
      "no metric in expect", adding: "expect:\n  - {equals: 3}\n", "9:5: expect[0].metric: missing; give a text"),
    Mistake(
      "expect with no claim", adding: "expect:\n  - {metric: revenue}\n",
      "9:5: expect[0].equals: it says nothing to test; give one of equals, at-least, at-most, within"),
    Mistake(
      "expect with two claims", adding: "expect:\n  - {metric: revenue, equals: 1, at-least: 2}\n",
      "9:44: expect[0].at-least: it says 2 things; give one of equals, at-least, at-most, within"),
    Mistake(
      "within without a tolerance", adding: "expect:\n  - {metric: revenue, within: {value: 1}}\n",
      "9:31: expect[0].within: it needs a value and a tolerance; write `within: {value: …, tolerance: …}`"),
    Mistake(
      "within with a negative tolerance",
      adding: "expect:\n  - {metric: revenue, within: {value: 1, tolerance: -1}}\n",
      "9:53: expect[0].within.tolerance: -1 is out of bounds; write a number at least 0"),
    Mistake(
      "a word for a claim", adding: "expect:\n  - {metric: revenue, at-least: abc}\n",
      "9:33: expect[0].at-least: expected a number, found the text 'abc'; write any finite number"),
  ]

  @Test("each is told where it stands", arguments: all)
  func mistakes(mistake: Mistake) async throws { try await mistake.check() }
}
