public import MarketModel

extension Checker where Report == KnapsackItem, Outcome == Admissions {
  /// Each item, put in every other place of the sequence: it gets the same answer.
  public static var timeFair: Checker {
    Checker(.timeFair) { trial in
      trial.firstMove { move in move.isAccepted[0] != move.isAccepted[1] }.map {
        Breach(by: [$0.item], gain: 1, $0.story)
      }
    }
  }

  /// Each item, put in every other place of the sequence: as long as the use before it and its weight lie in a window of
  /// the width α, it gets the same answer.
  ///
  /// The window must be one for all sequences. Where the policy has a threshold that is constant for so long, it is the
  /// first such window. Otherwise the promise is broken by a sequence in which for every window of that width some item
  /// within it can be moved and gets another answer.
  public static func timeFair(within alpha: Double) -> Checker {
    precondition(alpha > 0 && alpha <= 1, "a window is a share of the capacity")
    return Checker(.timeFair(within: alpha)) { trial in trial.breach(within: alpha) }
  }
}

/// An item in two places of a sequence, the others in the same order.
private struct Move {
  var item: Int
  /// From and to; what is taken, and whether the item is accepted there.
  var place: [Int]
  var used: [Int]
  var isAccepted: [Bool]
  var weight: Int
  var density: Double
  var capacity: Int

  /// Windows of a width that it breaks, by their lower ends; empty where the answers are the same.
  func broken(width: Int) -> ClosedRange<Int>? {
    if isAccepted[0] == isAccepted[1] { return nil }
    let (from, to) = (max(0, max(used[0], used[1]) + weight - width), min(used[0], used[1], capacity - width))
    return from <= to ? from...to : nil
  }

  /// Whether some window of a width holds it in both places.
  func isJudged(width: Int) -> Bool {
    abs(used[0] - used[1]) + weight <= width && used.allSatisfy { $0 + weight <= capacity }
  }

  var story: String {
    let words = isAccepted.map { $0 ? "accepted" : "refused" }
    return "item \(item) of density \(amount(density)) is \(words[0]) when \(used[0]) of \(capacity) units are taken; "
      + "moved to place \(place[1]) it is \(words[1]) at \(used[1])"
  }
}

extension Trial where Report == KnapsackItem, Outcome == Admissions {
  /// Every item in every other place, under the mechanism's draws, until one is what is looked for.
  fileprivate mutating func firstMove(_ isFound: (Move) -> Bool) -> Move? {
    let tapes = mechanism.lottery(profile)?.count == 1 ? 1 : Self.tapes
    for tape in 0..<tapes {
      let before = outcome(profile, tape: tape)
      for item in profile.indices {
        for place in profile.indices where place != item {
          var moved = profile
          moved.insert(moved.remove(at: item), at: place)
          let after = outcome(moved, tape: tape)
          comparisons += 1
          let move = Move(
            item: item, place: [item, place], used: [before.used[item], after.used[place]],
            isAccepted: [before.accepted[item], after.accepted[place]], weight: profile[item].weight,
            density: profile[item].density(ofCapacity: before.capacity), capacity: before.capacity)
          if isFound(move) { return move }
        }
      }
    }
    return nil
  }

  fileprivate mutating func breach(within alpha: Double) -> Breach<Report>? {
    let empty = outcome([], tape: 0)
    let width = Int((alpha * Double(empty.capacity)).rounded(.down))
    let constant = empty.window.flatMap { $0.count >= width ? $0.lowerBound : nil }
    var open = Set(constant.map { [$0] } ?? Array(0...(empty.capacity - width)))
    var used: [Move] = []
    let before = comparisons
    var judged = 0
    _ = firstMove { move in
      if move.isJudged(width: width) { judged += 1 }
      guard let broken = move.broken(width: width), !open.isDisjoint(with: broken) else { return false }
      open.subtract(broken)
      used.append(move)
      return open.isEmpty
    }
    // Only what some window holds in both places is a comparison.
    comparisons = before + judged
    guard open.isEmpty else { return nil }
    var items: [Int] = []
    for move in used where !items.contains(move.item) { items.append(move.item) }
    let windows =
      constant.map { "the window from \($0) to \($0 + width) of \(empty.capacity) units" }
      ?? "every window of \(width) of \(empty.capacity) units"
    return Breach(by: items, gain: 1, "\(windows) is broken: \(used.map(\.story).joined(separator: "; "))")
  }
}
