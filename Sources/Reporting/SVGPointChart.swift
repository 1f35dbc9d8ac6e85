/// Named points with 95 % whiskers both ways; those of a front are filled and joined.
package struct SVGPointChart {
  package struct Point: Sendable {
    package var name: String
    package var x: Double
    package var y: Double
    package var spreadX: ClosedRange<Double>?
    package var spreadY: ClosedRange<Double>?
    package var isOnFront: Bool

    package init(
      name: String, x: Double, y: Double, spreadX: ClosedRange<Double>? = nil, spreadY: ClosedRange<Double>? = nil,
      isOnFront: Bool
    ) {
      self.name = name
      self.x = x
      self.y = y
      self.spreadX = spreadX
      self.spreadY = spreadY
      self.isOnFront = isOnFront
    }
  }

  package var words: ChartWords
  package var points: [Point]

  package init(_ words: ChartWords, points: [Point]) {
    self.words = words
    self.points = points
  }

  private static let fontSize = 11.0
  private static let longestName = 160.0

  /// A rectangle that a name or a point takes.
  private struct Box {
    var left: Double
    var top: Double
    var width: Double
    var height: Double

    func overlap(_ other: Box) -> Double {
      let across = min(left + width, other.left + other.width) - max(left, other.left)
      let down = min(top + height, other.top + other.height) - max(top, other.top)
      return across > 0 && down > 0 ? across * down : 0
    }
  }

  /// nil when there is no point to draw.
  package var svg: String? {
    let across = points.flatMap { [$0.x, $0.spreadX?.lowerBound ?? $0.x, $0.spreadX?.upperBound ?? $0.x] }
    let up = points.flatMap { [$0.y, $0.spreadY?.lowerBound ?? $0.y, $0.spreadY?.upperBound ?? $0.y] }
    guard let left = across.min(), let right = across.max(), let low = up.min(), let high = up.max() else { return nil }
    let frame = SVGFrame(
      words, legend: [], x: Self.airy(Ticks.axis(from: left, to: right)), y: Ticks.axis(from: low, to: high))
    let front = points.filter(\.isOnFront).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
      .map { "\(coordinate(frame.x($0.x))) \(coordinate(frame.y($0.y)))" }
    var marks = ""
    if front.count > 1 {
      marks +=
        "<path d=\"M\(front.joined(separator: "L"))\" fill=\"none\" stroke=\"#999\" stroke-width=\"1.5\""
        + " stroke-dasharray=\"4 3\"/>\n"
    }
    for point in points { marks += whiskers(point, frame) }
    for point in points {
      let fill = point.isOnFront ? SVGStyle(0).colour : "#fff"
      marks +=
        "<circle cx=\"\(coordinate(frame.x(point.x)))\" cy=\"\(coordinate(frame.y(point.y)))\" r=\"4\""
        + " fill=\"\(fill)\" stroke=\"\(SVGStyle(0).colour)\" stroke-width=\"1.5\"/>\n"
    }
    return frame.document(marks + names(frame)) { _, _, _ in "" }
  }

  /// A twentieth more on either side, so that no point sits on the frame.
  private static func airy(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let air = (range.upperBound - range.lowerBound) / 20
    return air.isFinite ? (range.lowerBound - air)...(range.upperBound + air) : range
  }

  private func whiskers(_ point: Point, _ frame: SVGFrame) -> String {
    var path = ""
    if let spread = point.spreadX, spread.lowerBound < spread.upperBound {
      path +=
        "M\(coordinate(frame.x(spread.lowerBound))) \(coordinate(frame.y(point.y)))"
        + "H\(coordinate(frame.x(spread.upperBound)))"
    }
    if let spread = point.spreadY, spread.lowerBound < spread.upperBound {
      path +=
        "M\(coordinate(frame.x(point.x))) \(coordinate(frame.y(spread.lowerBound)))"
        + "V\(coordinate(frame.y(spread.upperBound)))"
    }
    return path.isEmpty ? "" : "<path d=\"\(path)\" stroke=\"#222\" stroke-width=\"1\"/>\n"
  }

  /// Each name beside its point, where it covers least of the names before it, of points and of the frame's outside;
  /// **ties**: the earlier of right, left, above, below and the corners.
  private func names(_ frame: SVGFrame) -> String {
    var taken = points.map { Box(left: frame.x($0.x) - 4, top: frame.y($0.y) - 4, width: 8, height: 8) }
    var marks = ""
    for point in points {
      let text = fitted(point.name, into: Self.longestName, size: Self.fontSize)
      let (long, tall) = (width(of: text, size: Self.fontSize), Self.fontSize + 1)
      let (x, y) = (frame.x(point.x), frame.y(point.y))
      let places = [
        (x + 8, y - tall / 2), (x - 8 - long, y - tall / 2), (x - long / 2, y - 7 - tall), (x - long / 2, y + 7),
        (x + 6, y - 4 - tall), (x + 6, y + 4), (x - 6 - long, y - 4 - tall), (x - 6 - long, y + 4),
      ].map { Box(left: $0.0, top: $0.1, width: long, height: tall) }
      let costs = places.map { place in
        let inside = Box(
          left: frame.left, top: frame.top, width: frame.right - frame.left, height: frame.bottom - frame.top)
        return taken.reduce(long * tall - place.overlap(inside)) { $0 + place.overlap($1) }
      }
      var best = 0
      for index in costs.indices where costs[index] < costs[best] { best = index }
      taken.append(places[best])
      marks += svgLabel(
        text, x: places[best].left, y: places[best].top + Self.fontSize - 1, anchor: "start", more: " font-size=\"11\"")
    }
    return marks
  }
}
