internal import Statistics

/// An index of how unequally a total is divided, and its name in measures.
struct InequalityIndex: Sendable {
  let name: String
  let label: String
  let meaning: String
  let value: @Sendable ([Double]) -> Double?

  static let all = [
    InequalityIndex(name: "jain", label: "Jain index", meaning: "Jain's index (1: all equal, 1/n: one has it all)") {
      Concentration.jain($0)
    },
    InequalityIndex(name: "gini", label: "Gini coefficient", meaning: "Gini's coefficient (0: all equal)") {
      Concentration.gini($0)
    },
    InequalityIndex(
      name: "atkinson", label: "Atkinson index",
      meaning: "Atkinson's index with ε = 1 (0: all equal, 1: somebody has nothing)"
    ) {
      Concentration.atkinson($0, epsilon: 1)
    },
    InequalityIndex(name: "theil", label: "Theil index", meaning: "Theil's index (0: all equal, ln n: one has it all)")
    {
      Concentration.theil($0)
    },
    InequalityIndex(
      name: "min-share", label: "smallest share", meaning: "the smallest bidder's share of the total (1/n: all equal)"
    ) {
      Concentration.minimumShare($0)
    },
    InequalityIndex(
      name: "hoover", label: "Hoover index",
      meaning: "Hoover's index, the part that would have to change hands to make all equal (0: all equal),"
    ) {
      Concentration.hoover($0)
    },
    InequalityIndex(
      name: "atkinson-half", label: "Atkinson index (ε = ½)", meaning: "Atkinson's index with ε = ½ (0: all equal)"
    ) {
      Concentration.atkinson($0, epsilon: 0.5)
    },
    InequalityIndex(
      name: "atkinson-two", label: "Atkinson index (ε = 2)",
      meaning: "Atkinson's index with ε = 2 (0: all equal, 1: somebody has nothing)"
    ) {
      Concentration.atkinson($0, epsilon: 2)
    },
  ]
}
