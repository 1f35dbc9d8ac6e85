internal import CGLPK

extension LinearProgram {
  /// A file format for programs.
  public enum Format: Sendable, CaseIterable {
    case cplexLP
    case freeMPS
    /// With names of at most 8 bytes in fixed columns.
    case fixedMPS

    fileprivate var raw: Int32 {
      switch self {
      case .cplexLP: Int32(CGLPK_LP)
      case .freeMPS: Int32(CGLPK_FREE_MPS)
      case .fixedMPS: Int32(CGLPK_FIXED_MPS)
      }
    }

    var label: String {
      switch self {
      case .cplexLP: "CPLEX-LP"
      case .freeMPS: "free MPS"
      case .fixedMPS: "fixed MPS"
      }
    }
  }

  /// Reads a program from text. A mistake is reported with its line; `<text>` stands for the file.
  ///
  /// MPS has no direction: what is read from it minimises; a right-hand side of its objective is added to it, where some
  /// solvers subtract. An integer variable with bounds 0 and 1 is binary.
  public init(_ text: String, as format: Format) throws(LinearProgramError) {
    try self.init(bytes: Array(text.utf8), as: format)
  }

  /// Reads a program from bytes of any kind.
  public init(bytes: [UInt8], as format: Format) throws(LinearProgramError) {
    try self.init(format, path: nil, bytes)
  }

  /// Reads a program from a file; one whose name ends in `.gz` is unpacked.
  public init(path: String, as format: Format) throws(LinearProgramError) {
    try self.init(format, path: path, [])
  }

  // MARK: Reading

  private init(_ format: Format, path: String?, _ bytes: [UInt8]) throws(LinearProgramError) {
    var handle = cglpk_handle()
    defer { cglpk_close(&handle) }
    if let path, path.utf8.contains(0) || path.isEmpty {
      throw .file(path: path, message: "is not the name of a file")
    }
    let (status, words) = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { words in
      let status =
        if let path {
          cglpk_read(format.raw, path, nil, 0, &handle, words.baseAddress, words.count)
        } else {
          // An empty array has an address too, unlike a missing one.
          (bytes + [0]).withUnsafeBufferPointer {
            cglpk_read(format.raw, nil, $0.baseAddress, bytes.count, &handle, words.baseAddress, words.count)
          }
        }
      return (Int(status), wordsLeft(in: words))
    }
    switch status {
    case CGLPK_DONE: break
    case CGLPK_NO_FILE: throw .file(path: "$TMPDIR", message: "a temporary file cannot be made")
    default: throw Self.mistake(words, in: path ?? "<text>")
    }
    self.init(&handle)
  }

  /// GLPK's words are lines `file:line: what is wrong`, warnings first.
  private static func mistake(_ words: String, in file: String) -> LinearProgramError {
    var problem: (line: Int?, message: String)?
    for line in words.split(whereSeparator: \.isNewline) where !line.contains("warning:") {
      if line.hasPrefix(file + ":") {
        let rest = line.dropFirst(file.count + 1)
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        // Before anything was read, line 0.
        if let number = Int(digits).map({ max($0, 1) }), rest.dropFirst(digits.count).first == ":" {
          let message = rest.dropFirst(digits.count + 1).drop { $0 == " " }
          problem = (number, String(message))
          continue
        }
      }
      if problem == nil, line.contains("nable to open") || line.contains("read error") {
        return .file(path: file, message: String(line))
      }
    }
    let last = words.split(whereSeparator: \.isNewline).last.map(String.init) ?? "not a program"
    return .syntax(file: file, line: problem?.line, message: problem?.message ?? last)
  }

  private init(_ handle: inout cglpk_handle) {
    var sizes = cglpk_program()
    _ = cglpk_sizes(&handle, &sizes)
    self.init(sizes.maximises != 0 ? .maximise : .minimise)
    let (rows, columns, entries) = (Int(sizes.rows), Int(sizes.columns), Int(sizes.entries))
    var entryRows = [Int32](repeating: 0, count: entries)
    var entryColumns = entryRows
    var entryValues = [Double](repeating: 0, count: entries)
    var (costs, lower, upper) = (
      [Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns),
      [Double](repeating: 0, count: columns)
    )
    var (rowLower, rowUpper) = ([Double](repeating: 0, count: rows), [Double](repeating: 0, count: rows))
    var integers = [UInt8](repeating: 0, count: columns)
    _ = cglpk_copy(
      &handle, &entryRows, &entryColumns, &entryValues, &costs, &lower, &upper, &rowLower, &rowUpper, &integers,
      &objectiveConstant)
    name = cglpk_program_name(&handle).map { String(cString: $0) }
    for column in 0..<columns {
      let isBinary = lower[column] == 0 && upper[column] == 1
      addVariable(
        cglpk_column_name(&handle, Int32(column)).map { String(cString: $0) }, lower: lower[column],
        upper: upper[column], kind: integers[column] == 0 ? .continuous : isBinary ? .binary : .integer,
        cost: costs[column])
    }
    var entry = 0
    for row in 0..<rows {
      var terms: [(Variable, Double)] = []
      while entry < entries, entryRows[entry] == row {
        terms.append((Variable(index: Int(entryColumns[entry])), entryValues[entry]))
        entry += 1
      }
      addRow(
        terms, lower: rowLower[row], upper: rowUpper[row],
        name: cglpk_row_name(&handle, Int32(row)).map { String(cString: $0) })
    }
    self = withoutStandIns()
  }
}
