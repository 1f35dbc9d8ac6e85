/// `text` as a file name on any system: lowercase ASCII letters, digits and single hyphens, at most 40 characters.
///
/// **Edge cases**: nothing of it is left — `unnamed`.
package func slug(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    if result.utf8.count == Slugs.longest { break }
    switch scalar {
    case "a"..."z", "0"..."9": result.unicodeScalars.append(scalar)
    case "A"..."Z": result += scalar.properties.lowercaseMapping
    default: if !result.isEmpty && !result.hasSuffix("-") { result += "-" }
    }
  }
  while result.hasSuffix("-") { result.removeLast() }
  return result.isEmpty ? "unnamed" : result
}

/// Hands out file names, each once: names that come to the same slug get `-2`, `-3` …
package struct Slugs {
  static let longest = 40
  private var taken: Set<String> = []

  package init() {}

  package mutating func next(for text: String) -> String {
    let wanted = slug(text)
    var name = wanted
    var number = 2
    while !taken.insert(name).inserted {
      let suffix = "-\(number)"
      name = wanted.prefix(Slugs.longest - suffix.utf8.count) + suffix
      number += 1
    }
    return name
  }
}
