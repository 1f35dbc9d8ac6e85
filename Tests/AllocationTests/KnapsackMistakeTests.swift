import Allocation
import Outcry
import Testing

@Suite("Wrong input to the online knapsack")
struct KnapsackMistakeTests {
  // 1/(ln 100 + 1) = 0.178406…
  @Test(
    "settings",
    arguments: [
      (
        ["policy": ["kind": "ect", "alpha": 0.1]],
        "scenario: world.policy: alpha = 0.1 lies outside [1/(ln(U/L) + 1), 1] for densities from L = 1 to U = 100; "
          + "write a number from 0.178407 to 1"
      ),
      (
        ["policy": ["kind": "baseline", "alpha": 0.05], "bounds": ["high": 2.718281828459045]],
        "scenario: world.policy: alpha = 0.05 lies outside [1/(ln(U/L) + 1), 1] for densities from L = 1 to "
          + "U = 2.718281828459045; write a number from 0.5 to 1"
      ),
      (
        ["policy": ["kind": "ect", "alpha": 1.5]],
        "scenario: world.policy.alpha: 1.5 is out of bounds; write a number above 0 and at most 1"
      ),
      (
        ["policy": ["kind": "la-ect", "gamma": 0]],
        "scenario: world.policy.gamma: 0 is out of bounds; write a number above 0 and at most 1"
      ),
      (
        ["bounds": ["low": 7, "high": 7]],
        "scenario: world.bounds.low: the lowest density 7 is not below the highest 7; give bounds with low < high"
      ),
      (
        ["items": ["kind": "uniform-items", "capacity": 4]],
        "scenario: world.items.heaviest: an item would weigh more than the capacity; write at most `capacity`, which is 4"
      ),
      (
        ["policy": ["kind": "la-ect"], "items": ["kind": "uniform-items", "duration": 3]],
        "scenario: world.policy: its prediction looks at a knapsack that keeps what it takes, and these items give "
          + "capacity back; give the prediction as a number, or choose items without a duration"
      ),
      (
        ["policy": ["kind": "la-ect", "price": 3, "prediction": "halfOpt"]],
        "scenario: world.policy.price: both `price` and `prediction` are given; give one of them"
      ),
    ] as [(Node, String)])
  func settings(world: Node, message: String) {
    #expect(complaints(world) == [message])
  }

  @Test("every wrong row of a file is told, with its line")
  func rows() throws {
    let text = "weight,value,time\n0.5,1,0\n0,2,1\n0.333,0,0.5\n0.25,3,2\n"
    let said = try withFile(text) { file in
      complaints(["items": ["kind": "trace", "file": Node(stringLiteral: file), "resolution": 4]])
        .map { $0.replacing(file, with: "jobs.csv") }
    }
    #expect(
      said == [
        "jobs.csv:3:1: world.items.file: the weight is 0; give a weight above 0",
        "jobs.csv:4:1: world.items.file: the weight 0.333 is not a whole multiple of 1/4; round the weights, or give "
          + "another `resolution`",
        "jobs.csv:4:1: world.items.file: the value is 0; give a value above 0, or leave the item out",
        "jobs.csv:4:1: world.items.file: the time 0.5 comes after 1; sort the rows by time",
      ])
    let heavy = try withFile("weight,value\n1.5,1\n0.1,nan\n") { file in
      complaints(["items": ["kind": "trace", "file": Node(stringLiteral: file)]]).map {
        $0.replacing(file, with: "jobs.csv")
      }
    }
    #expect(
      heavy == [
        "jobs.csv:2:1: world.items.file: '1.5' in column 'weight' is above 1; write a number in 0...1",
        "jobs.csv:3:5: world.items.file: 'nan' in column 'value' is not finite; write a number in 0...1000000000000",
      ])
  }
}
