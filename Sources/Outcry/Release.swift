/// Which outcry this is.
public enum Release {
  /// Semantic version, as `outcry --version` and reports print it.
  public static let version = "0.1.0"

  /// Raised, with a line in the changelog, whenever a figure of a committed report moves.
  public static let resultsEpoch = 1
}
