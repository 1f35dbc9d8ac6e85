package import MarketModel

/// What stands after the last slash.
func baseName(of path: String) -> String {
  String(path.trimmed.split(separator: "/", omittingEmptySubsequences: true).last ?? "")
}

/// A setting's value as written, with the folders of every file removed: of input files and of anything that looks
/// like an absolute path.
///
/// The value is YAML: a plain text is one token; in lists, tables and quotes, tokens end at punctuation.
package func withoutFolders(_ value: String, inputs: [InputFile]) -> String {
  let names = inputs.map(\.baseName)
  func shown(_ token: String) -> String {
    guard token.contains("/") else { return token }
    let bare = token.trimmed
    let last = baseName(of: bare)
    return names.contains(last) || bare.hasPrefix("/") || bare.hasPrefix("~") ? token.leadingSpace + last : token
  }
  if let first = value.trimmed.first, !"[{\"'".contains(first) { return shown(value) }
  var result = ""
  var token = ""
  for character in value {
    let endsKey = character == " " && token.hasSuffix(":")
    if endsKey || "[]{},\"'\n".contains(character) {
      result += shown(token) + String(character)
      token = ""
    } else {
      token.append(character)
    }
  }
  return result + shown(token)
}

extension String {
  fileprivate var leadingSpace: Substring { prefix(while: \.isWhitespace) }

  fileprivate var trimmed: String {
    var rest = drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
