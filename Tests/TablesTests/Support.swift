import Tables

/// SplitMix64, for random tests that state their seed. Source: Steele, Lea and Flood 2014.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `bound`; the bias of the remainder is below 2⁻⁵⁰ for the small bounds used here.
  mutating func next(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// Uniform on [0, 1).
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
}

func read(_ text: String, _ columns: ColumnRequest..., maximumProblems: Int = 20) -> Result<Table, CSVProblems> {
  CSV.read(Array(text.utf8), columns: columns, maximumProblems: maximumProblems)
}

/// What is said about a table, one line a problem; empty when it is read.
func said(_ text: String, _ columns: ColumnRequest..., maximumProblems: Int = 20) -> String {
  said(Array(text.utf8), columns, maximumProblems: maximumProblems)
}

func said(_ bytes: [UInt8], _ columns: [ColumnRequest], maximumProblems: Int = 20) -> String {
  switch CSV.read(bytes, columns: columns, maximumProblems: maximumProblems) {
  case .success: ""
  case .failure(let problems): problems.description
  }
}

let price = ColumnRequest("price", .integer(in: 0...300))
let rate = ColumnRequest("rate", .number(in: 0...1))
let name = ColumnRequest("name", .text)
let anything = ColumnRequest("x", .finiteNumber)
