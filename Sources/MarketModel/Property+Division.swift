// Promises about dividing items among agents with additive valuations. vᵢ(X) is what bundle X is worth to agent i, Xᵢ its
// own; of chores it is the cost, and less is better.

extension Property {
  public static let envyFreeInExpectation = Property(
    "envy-free-in-expectation",
    "No truthful agent would rather have another's chances: in expectation over the mechanism's own draws.")
  public static let envyFreeUpToOne = Property(
    "envy-free-up-to-one",
    "EF1: nobody envies a bundle once some item of it is left out; with chores, once some item of one's own is.")
  public static let envyFreeUpToAny = Property(
    "envy-free-up-to-any",
    "EFX: nobody envies a bundle once an item of it that has any value to the envious is left out, whichever it is.")
  public static let envyFreeUpToAnyEvenZero = Property(
    "envy-free-up-to-any-even-zero",
    "EFX₀: nobody envies a bundle once any item of it is left out, be it worth nothing.")
  public static let proportional = Property(
    "proportional", "Everybody has an equal part of what everything is worth to it, at least; of costs at most.")
  public static let proportionalUpToOne = Property(
    "proportional-up-to-one", "PROP1: everybody would have that part with one more good, or one chore less.")
  public static let maximinShares = Property(
    "maximin-shares",
    "Everybody has what it could be sure of if it divided everything and got the worst bundle of its own division.")
  public static let paretoEfficient = Property(
    "pareto-efficient", "No other outcome is better for somebody and worse for nobody; no money changes hands.")
}
