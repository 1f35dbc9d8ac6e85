/// What turns a campaign into a policy, step by step.
///
/// Its state is a value: a copy of a trainer continues as the original does. The same trainer with the same stream
/// gives the same policy, however its steps are cut into calls, and so does one that was restored from a checkpoint.
public protocol PolicyTrainer: Sendable {
  /// Steps of the whole training.
  var steps: Int { get }
  /// Steps taken.
  var stepsDone: Int { get }
  /// Trains until so many steps are taken, at most all.
  mutating func advance(to step: Int) throws(TrainingDiverged)
  /// How good the policy is now. Changes nothing, and draws the same at every call.
  func progress() -> TrainingProgress
  /// The policy as a bidding rule that has begun.
  var rule: any BiddingRule { get }
  /// The policy as a document for a file.
  var policy: Node { get }
  /// Everything that training needs to go on, as a document for a file.
  var checkpoint: Node { get }
  /// Goes back to a checkpoint of a trainer of the same campaign and settings; what does not fit is recorded.
  mutating func restore(_ checkpoint: inout Settings)
}

/// One point of a learning curve.
public struct TrainingProgress: Sendable {
  /// What the algorithm minimises, at its last step; nil where it minimises nothing.
  public var loss: Double?
  /// The objective of an episode under the policy, averaged over some: expected clicks, or profit [price units].
  public var value: Double

  public init(loss: Double?, value: Double) {
    self.loss = loss
    self.value = value
  }
}

/// Training was stopped because its numbers grew beyond all bounds.
public struct TrainingDiverged: Error, Sendable, CustomStringConvertible {
  /// The step at which it was noticed.
  public var step: Int
  /// The loss there.
  public var loss: Double
  /// The setting to change, and how.
  public var setting: String
  public var remedy: String

  public init(step: Int, loss: Double, setting: String, remedy: String) {
    self.step = step
    self.loss = loss
    self.setting = setting
    self.remedy = remedy
  }

  public var description: String {
    // A loss that is not a number has a sign on some machines.
    "training diverged at step \(step): the loss is \(loss.isNaN ? "nan" : shortest(loss)); \(remedy) (\(setting))"
  }
}
