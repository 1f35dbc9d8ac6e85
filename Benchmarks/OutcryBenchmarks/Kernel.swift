import Foundation

/// A C program of `Benchmarks/kernels`, built with gcc and never by the package: clang would flatter us by 1.4.
struct Kernel {
  /// One line of its output: the fields it has, by name.
  struct Line: Decodable {
    let baseline: String
    let size: Int?
    let perSecond: Double
    let check: Double?
    let auctions: Int?
    let impressions: Double?
    let clicks: Double?
    let cost: Double?
  }

  private let program: String
  private let arguments: [String]
  private let name: String

  /// Builds `name.c`, with libraries by their names.
  init(_ name: String, _ arguments: [String] = [], libraries: [String] = []) throws {
    self.name = name
    self.arguments = arguments
    program = "\(try Scratch.folder())/\(name)"
    let source = "Benchmarks/kernels/\(name).c"
    guard FileManager.default.fileExists(atPath: source) else {
      throw BenchFailure("\(source) is not here; run from the package's root")
    }
    let compiler = ProcessInfo.processInfo.environment["CC"] ?? "gcc"
    let build = try OutcryBenchmarks.run(
      compiler, ["-O3", "-march=native", "-o", program, source, "-lm"] + libraries.map { "-l" + $0 })
    guard build.status == 0 else { throw BenchFailure("\(compiler) does not build \(source)") }
  }

  /// Runs it once.
  func run() throws -> [Line] {
    let finished = try OutcryBenchmarks.run(program, arguments)
    guard finished.status == 0 else { throw BenchFailure("\(name) ended with status \(finished.status)") }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try finished.output.split(separator: "\n").map { try decoder.decode(Line.self, from: Data($0.utf8)) }
  }
}

extension [Kernel.Line] {
  /// The line of a baseline, at one of its sizes.
  func line(_ baseline: String, size: Int? = nil) throws -> Kernel.Line {
    guard let line = first(where: { $0.baseline == baseline && (size == nil || $0.size == size) }) else {
      throw BenchFailure("the C program printed no line '\(baseline)' of size \(size.map(String.init) ?? "any")")
    }
    return line
  }
}

/// A folder for what is built during a run.
enum Scratch {
  private static let made: Result<String, BenchFailure> = {
    var template = Array("\(NSTemporaryDirectory())/outcry-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return .failure(BenchFailure("no temporary folder can be made")) }
    return .success(String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }()

  static func folder() throws -> String { try made.get() }

  static func remove() { if case .success(let path) = made { try? FileManager.default.removeItem(atPath: path) } }
}
