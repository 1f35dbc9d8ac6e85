import OutcryCommand
import Testing

private let head = "outcry: 1\ntitle: K\nworld:\n  kind: online-knapsack\n"

@Suite("Wrong input: the online knapsack")
struct WrongKnapsackTests {
  static let mistakes: [Mistake] = [
    Mistake(
      "α below its interval, which the message states",
      head + "  policy: {kind: ect, alpha: 0.1}\n",
      "5:11: world.policy: alpha = 0.1 lies outside [1/(ln(U/L) + 1), 1] for densities from L = 1 to U = 100; write a number from 0.178407 to 1"
    ),
    Mistake(
      "α above 1",
      head + "  policy: {kind: baseline, alpha: 1.5}\n",
      "5:35: world.policy.alpha: 1.5 is out of bounds; write a number above 0 and at most 1"),
    Mistake(
      "γ of 0",
      head + "  policy: {kind: la-ect, gamma: 0}\n",
      "5:33: world.policy.gamma: 0 is out of bounds; write a number above 0 and at most 1"),
    Mistake(
      "γ above 1",
      head + "  policy: {kind: la-ect, gamma: 1.01}\n",
      "5:33: world.policy.gamma: 1.01 is out of bounds; write a number above 0 and at most 1"),
    Mistake(
      "low equal to high",
      head + "  bounds: {low: 7, high: 7}\n",
      "5:17: world.bounds.low: the lowest density 7 is not below the highest 7; give bounds with low < high"),
    Mistake(
      "a density without digits",
      head + "  bounds: {low: 5e-324}\n",
      "5:17: world.bounds.low: 5e-324 is out of bounds; write a number from 1e-12 to 1000000000000 [money]"),
    Mistake(
      "low above the highest density there is",
      head + "  bounds: {low: 700}\n",
      "5:17: world.bounds.low: the lowest density 700 is not below the highest 100; give bounds with low < high"),
    Mistake(
      "an item above the capacity",
      head + "  items: {kind: uniform-items, capacity: 4, heaviest: 6}\n",
      "5:55: world.items.heaviest: an item would weigh more than the capacity; write at most `capacity`, which is 4"),
    Mistake(
      "a negative price",
      head + "  policy: {kind: static-price, price: -1}\n",
      "5:39: world.policy.price: -1 is out of bounds; write a number at least 0 [money]"),
  ]

  @Test("settings", arguments: mistakes)
  func settings(mistake: Mistake) async throws { try await mistake.check() }

  static let tables: [(String, String, String)] = [
    ("a zero weight", "weight,value\n0.5,1\n0,1\n", "3:1: @the weight is 0; give a weight above 0"),
    (
      "a weight above the capacity", "weight,value\n1.5,1\n0.5,2\n",
      "2:1: @'1.5' in column 'weight' is above 1; write a number in 0...1"
    ),
    (
      "a negative weight", "weight,value\n-0.1,1\n0.5,2\n",
      "2:1: @'-0.1' in column 'weight' is below 0; write a number in 0...1"
    ),
    (
      "no value", "weight,value\n0.5,0\n0.5,2\n",
      "2:1: @the value is 0; give a value above 0, or leave the item out"
    ),
    (
      "times that fall", "weight,value,time\n0.5,1,3\n0.5,2,1\n",
      "3:1: @the time 1 comes after 3; sort the rows by time"
    ),
    (
      "a duration of nothing", "weight,value,duration\n0.5,1,0\n0.5,2,1\n",
      "2:1: @the duration is 0; give a time above 0, or leave the item out"
    ),
  ]

  @Test("files of items, told with their own lines", arguments: tables)
  func files(name: String, table: String, message: String) async throws {
    let place = try Workspace(["s.yaml": head + "  items: {kind: trace, file: jobs.csv}\n", "jobs.csv": table])
    let said = await outcry("run", "@/s.yaml", "--output", "@/o", in: place)
    #expect(
      said
        == Said(status: .wrongInput, out: "", err: "jobs.csv:\(message.replacing("@", with: "world.items.file: "))\n"))
    #expect(place.names() == ["jobs.csv", "s.yaml"])
  }

  @Test(
    "real items come by overrides, as their bounds do; an item outside the bounds is offered, and the report says so")
  func overrides() async throws {
    let place = try Workspace([
      "s.yaml": head + "  items: synthetic-jobs\n  bounds: {low: 10, high: 50000}\n"
        + "metrics: [items, profit, out-of-bounds]\n",
      "jobs.csv": "weight,value\n0.5,2\n0.25,0.5\n0.5,1\n",
    ])
    let said = await outcry(
      "run", "@/s.yaml", "--set", "world.items={kind: trace, file: @/jobs.csv}", "--set", "world.bounds.low=2", "--set",
      "world.bounds.high=3", "--output", "@/o", in: place)
    #expect(said.status == .done, "\(said.err)")
    // Densities 4, 2 and 2: the first lies above the bounds.
    let report = try #require(place.text("o/report.md"))
    #expect(report.contains("offered all the same, and counted"))
    #expect(report.contains("| items | 3 |"))
    #expect(report.contains("| out of bounds | 1 |"))
  }
}
