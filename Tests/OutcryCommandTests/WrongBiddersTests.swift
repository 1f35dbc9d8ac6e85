import OutcryCommand
import Testing

@Suite("Wrong input: bidders that learn, and agencies")
struct WrongBiddersTests {
  static let all: [Mistake] = [
    Mistake(
      "values from high to low", "{name: a, count: 2}",
      as: "{name: a, values: {kind: uniform, low: 5, high: 1}}",
      "7:55: world.bidders.a.values.high: 1 is below low; write at least 5"),
    Mistake(
      "budgets refilled all the time", "{name: a, count: 2}",
      as: "{name: a, budget: 1, budget-period: 1e-9}",
      "7:43: world.bidders.a.budget-period: 1e-09 is out of bounds; write a number at least 1e-06 [s]"),
    Mistake(
      "learning rate 0", "{name: a, count: 2}",
      as: "{name: a, budget: 3, strategy: {kind: adaptive-pacing, step: 0}}",
      "7:68: world.bidders.a.strategy.step: 0 is out of bounds; write a number above 0"),
    Mistake(
      "infinite learning rate", "{name: a, count: 2}",
      as: "{name: a, budget: 3, strategy: {kind: multiplicative-pacing, step: .inf}}",
      "7:74: world.bidders.a.strategy.step: the number is not finite; write a number above 0"),
    Mistake(
      "learning rate of the curve 0", "{name: a, count: 2}",
      as: "{name: a, budget: 3, strategy: {kind: ortb, fit-step: 0}}",
      "7:61: world.bidders.a.strategy.fit-step: 0 is out of bounds; write a number above 0"),
    Mistake(
      "negative learning rate", "{name: a, count: 2}",
      as: "{name: a, budget: 3, strategy: {kind: throttling, step: -1}}",
      "7:63: world.bidders.a.strategy.step: -1 is out of bounds; write a number above 0"),
    Mistake(
      "a controller that never moves", "{name: a, count: 2}",
      as: "{name: a, budget: 3, strategy: {kind: pid-pacing, proportional: 0, integral: 0}}",
      "7:71: world.bidders.a.strategy.proportional: all gains are 0: the factor never moves; give one of "
        + "`proportional`, `integral` and `derivative` above 0"
    ),
    Mistake(
      "budget below the smallest bid", "{name: a, count: 2}",
      as:
        "{name: a, budget: 0.2, values: {kind: uniform, low: 1, high: 2}, strategy: {kind: adaptive-pacing, "
        + "highest: 3}}",
      "7:5: world.bidders: in 'a': the budget 0.2 is below its smallest bid, 0.25; write a budget of at "
        + "least 0.25, or settings that let it bid less"
    ),
    Mistake(
      "budget below the reserve", "{name: a, count: 2}",
      as: "{name: a, budget: 3}\n  mechanism: {kind: second-price, reserve: 5}",
      "7:5: world.bidders: the budget 3 of 'a' is below the lowest price it can buy at, 5; write a budget "
        + "of at least 5, or a lower reserve"
    ),
    Mistake(
      "pacing without a budget", "{name: a, count: 2}",
      as: "{name: a, strategy: pid-pacing}",
      "7:5: world.bidders: in 'a': a controller of spending needs a budget to keep to; give a `budget`, or "
        + "choose another strategy"
    ),
    Mistake(
      "a value maximiser without a limit", "{name: a, count: 2}",
      as: "{name: a, strategy: value-maximiser}",
      "7:5: world.bidders: in 'a': a value maximiser without a limit would bid without bound; give a "
        + "`budget`, or `return-on-spend` or `cost-per-action` in its strategy"
    ),
    Mistake(
      "a report of no budget", "{name: a, count: 2}",
      as: "{name: a, reported-budget: 2}",
      "7:34: world.bidders.a.reported-budget: there is no budget to report; give a budget"),
    Mistake(
      "values for other segments", "{name: a, count: 2}",
      as: "{name: a, values: {kind: by-segment, values: [1, 2]}}",
      "7:5: world.bidders: 'a' has values for 2 segments, and the market has 1; give one value for each of "
        + "`segments`, in their order"
    ),
    Mistake(
      "an unknown client", adding: "  agencies:\n    - {name: x, clients: [b]}\n",
      "9:26: world.agencies.x.clients: the agency 'x' has the unknown client 'b'; did you mean 'a'?"),
    Mistake(
      "an agency without clients", adding: "  agencies:\n    - {name: x}\n",
      "9:7: world.agencies.x.clients: the agency 'x' has no clients; list groups of bidders under its `clients`"),
    Mistake(
      "an agency in a market whose prices it cannot replay",
      adding: "  mechanism: first-price\n  agencies:\n    - {name: x, clients: [a], rule: hybrid-coordinated}\n",
      "10:5: world.agencies: in 'x': hybrid coordination replays prices that only a second-price auction "
        + "of one item has; "
        + "write `mechanism: second-price` without personal reserves, or `rule: coordinated`"),
    Mistake(
      "no news for a learner",
      adding: "  information: nothing\n  agencies:\n    - {name: x, clients: [a], rule: hybrid-coordinated}\n",
      "8:16: world.information: the agency 'x' must learn the own-outcome; write `information: own-outcome`"),
    Mistake(
      "no factors to try", adding: "  best-response: {factors: []}\n",
      "8:28: world.best-response.factors: the list is empty; give at least one number"),
  ]

  @Test("strategies, budgets, agencies", arguments: all)
  func mistakes(mistake: Mistake) async throws { try await mistake.check() }
}
