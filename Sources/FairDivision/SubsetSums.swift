/// Which sums the last of a list of numbers can have: whether some of them add up to a number within a range.
///
/// Two forms, chosen by the caller. **Bits**: one bit for each sum up to a limit, for every suffix; answers are exact.
/// **Lists**: all sums of each of the shorter suffixes, sorted; for the longer ones the answer is yes whenever their total
/// does not rule it out.
/// - Complexity: bits: O(*p* · *limit* / 64) to build, O(*range* / 64) to ask; lists: O(2^(*p*/2)) and O(*p*).
struct SubsetSums {
  /// The greatest sum that the bits know of; nil for lists.
  private let limit: Int?
  private let words: Int
  /// Bits: (suffixes × words), the suffix from each number on. Lists: the sums, the shortest suffix first.
  private var bits: [UInt64]
  private var sums: [Int]
  /// The total of each suffix (numbers + 1).
  private var totals: [Int]
  /// Lists are kept of suffixes from here on.
  private var firstList = 0
  private var count = 0

  /// - Parameter limit: the greatest sum ever asked for; nil for lists.
  init(limit: Int?) {
    self.limit = limit
    words = (limit ?? 0) / 64 + 1
    bits = []
    sums = []
    totals = []
  }

  /// Whether bits for so many numbers and sums are worth their memory.
  static func fitsBits(numbers: Int, limit: Int, copies: Int) -> Bool {
    limit <= 1 << 15 && numbers * (limit / 64 + 1) * copies <= 1 << 22
  }

  /// Takes a list of positive numbers in place of the last.
  mutating func set(_ numbers: [Int]) {
    count = numbers.count
    if totals.count < count + 1 { totals = [Int](repeating: 0, count: count + 1) }
    totals[count] = 0
    for i in stride(from: count - 1, through: 0, by: -1) { totals[i] = totals[i + 1] + numbers[i] }
    if limit == nil { setLists(numbers) } else { setBits(numbers) }
  }

  private mutating func setBits(_ numbers: [Int]) {
    if bits.count < (count + 1) * words { bits = [UInt64](repeating: 0, count: (count + 1) * words) }
    let words = words
    let count = count
    var bits = bits.mutableSpan
    for word in 0..<words { bits[count * words + word] = 0 }
    bits[count * words] = 1
    for i in stride(from: count - 1, through: 0, by: -1) {
      let (from, to) = ((i + 1) * words, i * words)
      let (whole, part) = (numbers[i] / 64, UInt64(numbers[i] % 64))
      for word in 0..<words { bits[to + word] = bits[from + word] }
      if whole >= words { continue }
      if part == 0 {
        for word in whole..<words { bits[to + word] |= bits[from + word - whole] }
      } else {
        bits[to + whole] |= bits[from] << part
        for word in whole + 1..<max(words, whole + 1) {
          bits[to + word] |= bits[from + word - whole] << part | bits[from + word - whole - 1] >> (64 - part)
        }
      }
    }
  }

  private mutating func setLists(_ numbers: [Int]) {
    // Half of the numbers, and not more than make 2¹⁵ sums.
    let listed = min(count, 15, max(4, (count + 1) / 2))
    firstList = count - listed
    if sums.count < 2 << listed { sums = [Int](repeating: 0, count: 2 << listed) }
    let count = count
    // The list of a suffix of t numbers begins at 2ᵗ and has 2ᵗ sums.
    var sums = sums.mutableSpan
    sums[1] = 0
    for t in 0..<listed {
      let number = numbers[count - 1 - t]
      let (size, from, to) = (1 << t, 1 << t, 2 << t)
      var (a, b) = (0, 0)
      for place in 0..<2 * size {
        if b == size || (a < size && sums[from + a] <= sums[from + b] + number) {
          sums[to + place] = sums[from + a]
          a += 1
        } else {
          sums[to + place] = sums[from + b] + number
          b += 1
        }
      }
    }
  }

  /// Whether some of the numbers from place `first` on may add up to something within low ... high.
  func reaches(from first: Int, low: Int, high: Int) -> Bool {
    if high < 0 || low > high || low > totals[first] { return false }
    if low <= 0 || high >= totals[first] { return true }
    if let limit { return anyBit(first, low, min(high, limit)) }
    if first < firstList { return true }
    let size = 1 << (count - first)
    var (below, above) = (size, 2 * size)
    while below < above {
      let middle = (below + above) / 2
      if sums[middle] < low { below = middle + 1 } else { above = middle }
    }
    return below < 2 * size && sums[below] <= high
  }

  private func anyBit(_ first: Int, _ low: Int, _ high: Int) -> Bool {
    if low > high { return false }
    let start = first * words
    let (a, b) = (low / 64, high / 64)
    let head = UInt64.max << UInt64(low % 64)
    let tail = UInt64.max >> UInt64(63 - high % 64)
    if a == b { return bits[start + a] & head & tail != 0 }
    if bits[start + a] & head != 0 || bits[start + b] & tail != 0 { return true }
    for word in a + 1..<b where bits[start + word] != 0 { return true }
    return false
  }
}
