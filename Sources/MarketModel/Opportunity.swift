/// One thing to be sold: when, to whom it is of interest, and what is common to all who value it.
public struct Opportunity: BitwiseCopyable, Sendable {
  /// From 0, in order of time.
  public var number: Int
  /// [s] since the start.
  public var time: Double
  /// Index of its segment — 0 when the scenario has none.
  public var segment: Int32
  /// A draw from U[0,1) shared by all bidders, for values with a common part — 0 when no value model needs one.
  public var common: Double

  @inlinable public init(number: Int, time: Double, segment: Int32 = 0, common: Double = 0) {
    self.number = number
    self.time = time
    self.segment = segment
    self.common = common
  }
}
