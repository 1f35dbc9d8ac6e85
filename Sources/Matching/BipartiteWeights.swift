/// Weights of the pairs of a row and a column: what a matching chooses from.
///
/// Two kinds exist: `WeightMatrix`, where every pair has a place, and `WeightedGraph`, a list of the pairs there are. A
/// pair of weight −∞, or one that the list lacks, is forbidden.
public protocol BipartiteWeights: Sendable {
  /// Vertices of the first side, such as buyers; numbered from 0.
  var rowCount: Int { get }
  /// Vertices of the second side, such as items; numbered from 0.
  var columnCount: Int { get }

  /// The weight of a pair; −∞ when it is forbidden.
  /// - Precondition: both numbers are in range.
  func weight(row: Int, column: Int) -> Double

  /// Calls `body` for every pair that is not forbidden, by row, then by column.
  func forEachPair(_ body: (_ row: Int, _ column: Int, _ weight: Double) -> Void)
}
