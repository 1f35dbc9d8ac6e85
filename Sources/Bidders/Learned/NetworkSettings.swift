internal import Learning
internal import MarketModel

/// The settings that all learners with a network have.
struct NetworkSettings: Sendable {
  let hidden: [Int]
  let learningRate: Double

  private static let largest = 60_000

  init(_ settings: inout Settings, hidden widths: [Int], outputs: Int, learningRate rate: Double) {
    let shown = "[\(widths.map { "\($0)" }.joined(separator: ", "))]"
    let given = settings.numbers(
      "hidden", in: Bounds(1, 1024), unit: Unit("units"), otherwise: shown, "Units of each hidden layer.")
    if let given, !given.allSatisfy({ $0 == $0.rounded() }) {
      settings.fail("hidden", "a layer has a whole number of units", remedy: "write whole numbers")
    }
    let wanted = given?.map { Int($0) } ?? widths
    let size = NetworkShape([StateFeatures.count] + wanted + [outputs]).parameters
    settings.check(
      size <= Self.largest, "hidden", "a network of \(size) weights; at most \(Self.largest) fit a checkpoint",
      remedy: "take fewer or narrower layers")
    hidden = size <= Self.largest ? wanted : widths
    learningRate = settings.number(
      "learning-rate", in: .positive, default: rate, "Length of a training step: Adam's α.")
  }

  func shape(inputs: Int, outputs: Int, hidden activation: Activation) -> NetworkShape {
    NetworkShape([inputs] + hidden + [outputs], hidden: activation)
  }

  func diverged(at step: Int, loss: Double) -> TrainingDiverged {
    TrainingDiverged(
      step: step, loss: loss, setting: "learning-rate",
      remedy: "lower `learning-rate`, which is \(shortest(learningRate)), to a tenth of that or less")
  }
}
