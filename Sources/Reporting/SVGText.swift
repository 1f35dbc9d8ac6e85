/// `text` inside an SVG element or attribute: one line, markup and invisible characters escaped.
package func svgText(_ text: String, limit: Int = .max) -> String {
  var result = ""
  for scalar in visible(text, limit: limit).unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// Roughly how wide a sans-serif font sets `text` [pixels]: wide scripts take a full em a character.
func width(of text: String, size: Double) -> Double {
  text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 1 : 0.57) * size }
}

/// A name cut to fit into `limit` pixels, at its end or in its middle; not yet escaped.
func fitted(_ name: String, into limit: Double, size: Double, keepsEnd: Bool = false) -> String {
  let whole = visible(name, limit: 1000)
  if width(of: whole, size: size) <= limit { return whole }
  let room = limit - size
  let start = String(prefix(of: whole.unicodeScalars, into: keepsEnd ? room / 2 : room, size: size))
  if !keepsEnd { return start + "…" }
  let end = prefix(of: whole.unicodeScalars.reversed(), into: room / 2, size: size).reversed()
  return start + "…" + String(String.UnicodeScalarView(end))
}

/// Names cut to fit; in the middle when cutting their ends would leave two alike.
func fitted(_ names: [String], into limit: Double, size: Double) -> [String] {
  let cut = names.map { fitted($0, into: limit, size: size) }
  let isClear = Set(cut).count == Set(names).count
  return isClear ? cut : names.map { fitted($0, into: limit, size: size, keepsEnd: true) }
}

private func prefix(
  of scalars: some Sequence<Unicode.Scalar>, into limit: Double, size: Double
) -> String.UnicodeScalarView {
  var result = String.UnicodeScalarView()
  var used = 0.0
  for scalar in scalars {
    used += width(of: String(scalar), size: size)
    if used > limit { break }
    result.append(scalar)
  }
  return result
}

/// A coordinate in tenths of a pixel.
package func coordinate(_ number: Double) -> String {
  let tenths = Int((min(max(number, -1e6), 1e6) * 10).rounded())
  let sign = tenths < 0 ? "-" : ""
  return "\(sign)\(abs(tenths) / 10)" + (tenths % 10 == 0 ? "" : ".\(abs(tenths) % 10)")
}

/// How one of several curves is told from the others: by colour, and in black and white by its dashes.
struct SVGStyle {
  /// Okabe and Ito 2008, the darker ones first.
  static let colours = [
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442",
  ]
  private static let dashes = ["", "8 3", "2 3", "9 3 2 3", "14 4", "5 2 1 2 1 2", "1 5", "18 3 3 3"]

  let colour: String
  private let dash: String

  init(_ index: Int) {
    colour = SVGStyle.colours[index % SVGStyle.colours.count]
    dash = SVGStyle.dashes[index % SVGStyle.dashes.count]
  }

  var stroke: String {
    "stroke=\"\(colour)\"" + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")
  }
}
