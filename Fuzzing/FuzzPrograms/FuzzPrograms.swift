import LinearPrograms

/// One input of libFuzzer as a file of a linear program: read, solved by every method, and written again.
///
/// Whatever the bytes are, they must become a program or be refused in words; what was read must be solved, told apart
/// as infeasible or unbounded, stopped by a limit or refused, and an optimum must have a value for every variable. The
/// first byte chooses the format and how it is solved.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneProgram(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  if count == 0 { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
  let choice = Int(start[0])
  let formats = LinearProgram.Format.allCases
  do {
    let program = try LinearProgram(bytes: bytes, as: formats[choice % formats.count])
    let methods = SolveOptions.Method.allCases
    let options = SolveOptions(
      method: methods[choice / 3 % methods.count], presolves: choice & 128 != 0, iterationLimit: 200, nodeLimit: 50,
      memoryLimit: 200)
    if case .optimal(let optimum) = try? program.solve(options) {
      precondition(optimum.objective.isFinite, "an optimum that is not a number")
      precondition(
        program.variables.allSatisfy { optimum[$0].isFinite }, "a variable whose value is not a number")
    }
    for format in formats {
      // A text that comes out is read back and compared by the writer itself.
      guard let text = try? program.text(as: format) else { continue }
      precondition(!text.isEmpty, "a program without text")
    }
  } catch {
    precondition(!error.description.isEmpty, "a refused program without a reason")
  }
  return 0
}
