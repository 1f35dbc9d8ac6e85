internal import Experiments
internal import MarketModel

extension Report {
  /// `## Reproduce`: the command, the release, and what the files were.
  func reproduction() -> String {
    let provenance = scenario.provenance
    var text = "## Reproduce\n\n"
    if provenance.scenarioPath.isEmpty {
      text += "The scenario was built in code"
      text += ", with seed \(scenario.seed) and \(scenario.replicates) replicates.\n"
    } else {
      text += "```sh\n\(command)\n```\n"
    }
    text += "\noutcry \(markdown(release))"
    if !provenance.digest.isEmpty { text += ", scenario digest `\(slug(provenance.digest))`" }
    text += ".\n"
    if !scenario.inputs.isEmpty {
      var table = MarkdownTable([("file", .left), ("setting", .left), ("SHA-256 begins", .left)])
      for file in scenario.inputs { table.add([cell(file.baseName), cell(file.path), "`\(slug(file.digest))`"]) }
      text += "\n" + table.text
    }
    return text
  }

  private var command: String {
    let provenance = scenario.provenance
    var words = ["outcry", "run", shellQuoted("Scenarios/" + provenance.scenarioPath)]
    if provenance.hasOwnSeed { words += ["--seed", "\(scenario.seed)"] }
    if provenance.hasOwnReplicates { words += ["--replicates", "\(scenario.replicates)"] }
    for override in provenance.overrides {
      let (path, value) = parts(ofOverride: override)
      words += ["--set", shellQuoted(path + withoutFolders(value, inputs: scenario.inputs))]
    }
    return words.joined(separator: " ")
  }

  /// `path=` and the value: the first equals sign outside quotes separates them.
  private func parts(ofOverride text: String) -> (path: String, value: String) {
    var isQuoted = false
    for index in text.indices {
      if text[index] == "\"" { isQuoted.toggle() }
      if text[index] == "=" && !isQuoted { return (String(text[...index]), String(text[text.index(after: index)...])) }
    }
    return ("", text)
  }
}

/// `text` as one word of a shell command. Invisible characters are spelled out (`$'…'`, in bash and zsh), so that what
/// is read is what is run.
package func shellQuoted(_ text: String) -> String {
  let isPlain =
    !text.isEmpty
    && text.unicodeScalars.allSatisfy {
      switch $0 {
      case "a"..."z", "A"..."Z", "0"..."9", "/", ".", "-", "_", ":", ",", "+", "%", "@": true
      default: false
      }
    }
  if isPlain { return text }
  if printable(text) == text {
    return "'" + text.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
  }
  var quoted = "$'"
  for scalar in text.unicodeScalars {
    if scalar == "'" || scalar == "\\" {
      quoted += "\\\(scalar)"
    } else if printable(String(scalar)) == String(scalar) {
      quoted.unicodeScalars.append(scalar)
    } else {
      let digits = String(scalar.value, radix: 16)
      quoted += "\\U" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }
  }
  return quoted + "'"
}
