import Outcry

/// One input of libFuzzer as a scenario file: read as YAML, then as a scenario, as `outcry validate` does.
///
/// Whatever the bytes are, they must be accepted or refused with at least one diagnostic; and what is accepted must be
/// accepted again after being written out.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneScenario(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let root = try? readYAML(bytes, file: .file("fuzzed.yaml")) else { return 0 }
  precondition(root.isTable, "the reader let through something that is not a table")
  do {
    let read = try readScenario(root, catalogs: .standard)
    precondition(!read.scenario.variants.isEmpty, "a valid scenario without variants")
  } catch {
    precondition(!error.all.isEmpty, "a refused scenario without a reason")
    precondition(error.all.allSatisfy { !$0.description.contains("\n") }, "a diagnostic of more than one line")
  }
  return 0
}
