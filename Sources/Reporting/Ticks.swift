/// Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten.
package struct Ticks: Sendable {
  package private(set) var values: [Double] = []
  /// The axis itself: the data's range, or the ticks around it.
  package private(set) var range: ClosedRange<Double>

  /// The finest such ticks of which at most `count` steps cover `data`.
  ///
  /// - Parameter isWidened: whether the axis goes on to the ticks outside the data.
  package init(covering data: ClosedRange<Double>, atMost count: Int, isWidened: Bool) {
    let data = Ticks.drawable(data)
    let span = data.upperBound - data.lowerBound
    range = data
    var power = DecimalDigits(span / Double(count)).exponent - 1
    var (first, last, factor) = (0.0, 0.0, 1.0)
    search: while true {
      for mantissa in [1.0, 2, 5] {
        factor = mantissa
        let step = times(mantissa, power)
        // A bound that is a multiple but for rounding is one.
        first = (data.lowerBound / step + 1e-9).rounded(.down)
        last = (data.upperBound / step - 1e-9).rounded(.up)
        if last - first <= Double(count) { break search }
      }
      power += 1
    }
    var multiple = first
    while multiple <= last {
      let value = times(multiple * factor, power)
      if isWidened || (value >= data.lowerBound - span * 1e-9 && value <= data.upperBound + span * 1e-9) {
        values.append(value)
      }
      multiple += 1
    }
    if isWidened, let low = values.first, let high = values.last, low < high { range = low...high }
  }

  /// As axes print them: enough digits to tell neighbours apart.
  package var labels: [String] { marks.map(\.label) }

  var marks: [(value: Double, label: String)] { values.map { ($0, significant($0, digits: 12)) } }

  /// The range an axis shows of values from `low` to `high`: with zero when they come near it, else just the values;
  /// never empty.
  package static func axis(from low: Double, to high: Double) -> ClosedRange<Double> {
    if low == high {
      if low == 0 { return 0...1 }
      return (low - abs(low) * 0.1)...(high + abs(high) * 0.1)
    }
    if low > 0 && low < 0.5 * high { return 0...high }
    if high < 0 && high > 0.5 * low { return low...0 }
    return low...high
  }

  /// Clear of overflow and of widths too small to divide.
  static func drawable(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let low = min(max(range.lowerBound, -1e300), 1e300)
    let high = min(max(range.upperBound, -1e300), 1e300)
    let width = max(abs(low), abs(high), 1e-280) * 1e-10
    return high - low < width ? (low - width)...(high + width) : low...high
  }
}

/// number × 10^power, correctly rounded for small whole numbers and powers up to 22 either way.
private func times(_ number: Double, _ power: Int) -> Double {
  func ten(_ power: Int) -> Double { Double("1e\(power)") ?? .infinity }
  return power < 0 ? number / ten(-power) : number * ten(power)
}
