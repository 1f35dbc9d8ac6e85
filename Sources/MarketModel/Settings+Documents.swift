extension Settings {
  /// A file outcry wrote, by name, read as settings of its own: a mistake in it is told at its place in that file.
  ///
  /// **Edge cases**: left out or unreadable — a recorded mistake, and nil. `read` is not called to find out what there
  /// is to set: what a document holds is no setting of the scenario.
  public mutating func document<Value>(
    _ key: String, _ help: String, _ read: (inout Settings) -> Value
  ) -> Value? {
    var value: Value?
    var shown = ""
    if let node = given(key) {
      if let name = node.text {
        shown = name
        switch reader.files.document(name, from: node.place) {
        case .success(let root, let baseName, let digest):
          let file = InputFile(path: path(of: key), baseName: baseName, digest: digest)
          if !reader.inputFiles.contains(file) { reader.inputFiles.append(file) }
          shown = "\(baseName) (\(digest))"
          let before = reader.diagnostics.count
          var inner = Settings(root, path: "", reader: reader)
          let found = read(&inner)
          inner.finish()
          if reader.diagnostics.count == before { value = found }
        case .failure(var diagnostic):
          if diagnostic.path.isEmpty { diagnostic.path = path(of: key) }
          report(diagnostic)
        }
      } else {
        wrongType(key, node, expected: "a file name")
      }
    } else {
      missing(key, expected: "the name of a file")
    }
    declare(key, .document, default: nil, required: true, value: .plain(shown), help)
    return value
  }
}
