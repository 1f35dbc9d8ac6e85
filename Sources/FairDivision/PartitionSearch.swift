/// Looks for a partition of positive numbers into n bundles that all reach a target (goods), or all stay within it
/// (chores).
///
/// **Method**: depth first, a bundle at a time. The next bundle takes the greatest number left, which some bundle must
/// have, and others in descending order. When k bundles are to be made of numbers with sum R, its sum must lie within
/// T ... R − (k−1)T (goods), or R − (k−1)T ... T (chores): else the others cannot reach, or stay within, the target.
/// Sums out of reach are cut off by `SubsetSums`. No optimum is lost by these: a good that reaches the target alone is a
/// bundle; a bundle of goods is minimal, a number of it that is not needed would not hurt elsewhere; a bundle of chores
/// is maximal; of equal numbers the first ones are taken; sets of numbers left that failed once fail again.
/// - Complexity: exponential at worst.
///
/// Source: Korf 2009 and Schreiber, Korf and Moffitt 2018 for sums within bounds, bundle by bundle; the reachable sums
/// are ours.
final class PartitionSearch {
  enum Answer {
    /// The bundle of each number.
    case found([Int])
    case none
    /// The limit of nodes came first.
    case gaveUp
  }

  private struct Level {
    var sums: SubsetSums
    /// Places of the numbers left, greatest number first.
    var left: [Int] = []
    var numbers: [Int] = []
    /// Positions in `left` that were taken.
    var taken: [Int] = []
  }

  private let kind: ItemKind
  /// Greatest first.
  private let numbers: [Int]
  private let parts: Int
  private let usesMasks: Bool
  private var levels: [Level] = []
  private var target = 0
  private var bundleOf: [Int]
  /// Sets of numbers left that cannot be divided, as bit masks; they belong to one target.
  private var failed: Set<UInt64> = []
  private let limit: Int
  private(set) var nodes = 0

  /// Numbers and bundles beyond which nothing is looked for.
  static let largest = 256
  private static let mostFailures = 1 << 20

  /// - Parameters:
  ///   - numbers: positive, greatest first.
  ///   - limit: how many numbers are put into bundles, over all targets, before it gives up.
  init(_ kind: ItemKind, _ numbers: [Int], into parts: Int, limit: Int) {
    self.kind = kind
    self.numbers = numbers
    self.parts = parts
    self.limit = limit
    usesMasks = numbers.count <= 64
    bundleOf = [Int](repeating: 0, count: numbers.count)
  }

  /// Whether every bundle can reach, or stay within, `target` > 0.
  func decide(_ target: Int) -> Answer {
    self.target = target
    failed.removeAll(keepingCapacity: true)
    let total = numbers.reduce(0, +)
    let highest = kind == .goods ? total - (parts - 1) * target : target
    if highest < 0 { return .none }
    let hasBits = SubsetSums.fitsBits(numbers: numbers.count + 1, limit: highest, copies: parts)
    levels = (0...parts).map { _ in Level(sums: SubsetSums(limit: hasBits ? highest : nil)) }
    switch divide(Array(numbers.indices), total, into: parts) {
    case true?: return .found(bundleOf)
    case false?: return .none
    case nil: return .gaveUp
    }
  }

  /// Whether the numbers left can be divided into k bundles; nil: the limit came first.
  private func divide(_ left: [Int], _ sum: Int, into k: Int) -> Bool? {
    switch kind {
    case .goods:
      if sum < k * target { return false }
      if k == 1 { return close(left, in: 0) }
      if numbers[left[0]] >= target {
        bundleOf[left[0]] = k - 1
        return divide(Array(left.dropFirst()), sum - numbers[left[0]], into: k - 1)
      }
      if left.count < 2 * k { return false }
    case .chores:
      if sum > k * target { return false }
      if sum <= target { return close(left, in: k - 1) }
      if numbers[left[0]] > target { return false }
    }
    let mask = usesMasks ? left.reduce(0 as UInt64) { $0 | 1 << UInt64($1) } : 0
    if usesMasks && failed.contains(mask) { return false }
    let found = fill(left, sum, k)
    if found == false && usesMasks && failed.count < Self.mostFailures { failed.insert(mask) }
    return found
  }

  private func close(_ left: [Int], in bundle: Int) -> Bool {
    for place in left { bundleOf[place] = bundle }
    return true
  }

  /// Goes through the bundles that hold the first number left, and divides the rest.
  private func fill(_ left: [Int], _ sum: Int, _ k: Int) -> Bool? {
    let (low, high) =
      kind == .goods ? (target, sum - (k - 1) * target) : (sum - (k - 1) * target, target)
    levels[k].left = left
    levels[k].numbers = left.map { numbers[$0] }
    levels[k].sums.set(levels[k].numbers)
    levels[k].taken.removeAll(keepingCapacity: true)
    let count = left.count
    var worth = 0
    var next = 0
    while true {
      // Down: take what keeps a sum within the bounds in reach.
      while next < count && !(kind == .goods && worth >= low) {
        let number = levels[k].numbers[next]
        if levels[k].sums.reaches(from: next + 1, low: low - worth - number, high: high - worth - number) {
          nodes += 1
          if nodes > limit { return nil }
          levels[k].taken.append(next)
          worth += number
          next += 1
        } else {
          // Some bundle must have the first number.
          if next == 0 { return false }
          next = after(next, k)
          if !levels[k].sums.reaches(from: next, low: low - worth, high: high - worth) { break }
        }
      }
      if worth >= low && worth <= high && isFull(k, worth) {
        let found = divideRest(sum - worth, k)
        if found != false { return found }
      }
      // Back: leave out the last number that was taken, and those equal to it.
      repeat {
        guard let last = levels[k].taken.popLast(), last > 0 else { return false }
        worth -= levels[k].numbers[last]
        next = after(last, k)
      } while !levels[k].sums.reaches(from: next, low: low - worth, high: high - worth)
    }
  }

  /// The first place after `place` with another number.
  private func after(_ place: Int, _ k: Int) -> Int {
    let number = levels[k].numbers[place]
    var next = place + 1
    while next < levels[k].numbers.count && levels[k].numbers[next] == number { next += 1 }
    return next
  }

  /// Whether no chore that was left out would have fitted as well; goods are minimal as they are taken.
  private func isFull(_ k: Int, _ worth: Int) -> Bool {
    if kind == .goods { return true }
    var place = levels[k].numbers.count - 1
    for taken in levels[k].taken.reversed() {
      if taken < place { break }
      place -= 1
    }
    return place < 0 || worth + levels[k].numbers[place] > target
  }

  private func divideRest(_ sum: Int, _ k: Int) -> Bool? {
    var rest: [Int] = []
    rest.reserveCapacity(levels[k].left.count)
    var taken = 0
    for (position, place) in levels[k].left.enumerated() {
      if taken < levels[k].taken.count && levels[k].taken[taken] == position {
        taken += 1
        bundleOf[place] = k - 1
      } else {
        rest.append(place)
      }
    }
    if rest.isEmpty { return kind == .chores }
    return divide(rest, sum, into: k - 1)
  }
}
