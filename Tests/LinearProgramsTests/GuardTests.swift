import CGLPK
import Foundation
import LinearPrograms
import Testing

/// Makes GLPK give up on this thread; how that ended, and its words.
@discardableResult
func giveUp(_ kind: Int) -> (status: Int, words: String) {
  var words = [CChar](repeating: 0, count: 512)
  let status = cglpk_fail(Int32(kind), &words, words.count)
  return (Int(status), String(decoding: words.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
}

/// Maximise 3x + 5y over Wyndor's rows: 36.
func wyndor() -> LinearProgram {
  var program = LinearProgram(.maximise)
  let x = program.addVariable("x", cost: 3)
  let y = program.addVariable("y", cost: 5)
  program.addRow(x <= 4)
  program.addRow(2 * y <= 12)
  program.addRow(3 * x + 2 * y <= 18)
  return program
}

@Suite("The guard: GLPK gives up, the process does not")
struct GuardTests {
  @Test("every way of giving up comes back with GLPK's words, and the next solve works", arguments: 0..<CGLPK_FAILURES)
  func errors(kind: Int) throws {
    let (status, words) = giveUp(kind)
    // 3: a terabyte asked for; 4: 6 MiB with a limit of 1.
    #expect(status == ([3, 4].contains(kind) ? CGLPK_MEMORY : CGLPK_FATAL), "\(words)")
    #expect(words.contains("Error detected in file"), "\(words)")
    #expect(cglpk_memory() == 0)
    #expect(try optimum(wyndor()).objective.rounded() == 36)
  }

  @Test("20,000 errors leak nothing and print nothing")
  func noLeak() async throws {
    let result = try await #require(
      processExitsWith: .success, observing: [\.standardOutputContent, \.standardErrorContent]
    ) {
      // Pages in memory; an environment with an open problem is over 10 kB, 20,000 of them over 200 MB.
      func pages() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      }
      func burst(_ count: Int) -> Bool {
        (0..<count).allSatisfy { round in
          giveUp(round % CGLPK_FAILURES).status != CGLPK_DONE && cglpk_memory() == 0
        }
      }
      guard burst(2000) else { exit(1) }
      let before = pages()
      guard burst(20_000) else { exit(2) }
      // A sanitizer keeps freed memory for a while, and looks for leaks itself.
      if !isSanitized, pages() - before > 2000 { exit(3) }
      guard let result = try? wyndor().solve(), case .optimal(let optimum) = result, abs(optimum.objective - 36) < 1e-9
      else { exit(4) }
    }
    let printed = String(decoding: result.standardOutputContent + result.standardErrorContent, as: UTF8.self)
    #expect(!printed.contains("glp") && !printed.contains("Error detected"), "\(printed)")
  }

  @Test(
    "solves, failures, solvers and readers in 16 tasks at once do not disturb one another", arguments: [false, true])
  func manyTasks(serial: Bool) async throws {
    if serial { cglpk_make_serial(1) }
    defer { if serial { cglpk_make_serial(0) } }
    let expected = try (UInt64(1)...40).map { number -> Double? in
      if case .optimal(let optimum) = try randomProgram(number).solve() { optimum.objective } else { nil }
    }
    #expect(expected.contains { $0 != nil })
    try await withThrowingTaskGroup(of: Int.self) { group in
      for task in 0..<16 {
        group.addTask {
          var agreements = 0
          for number in UInt64(1)...40 {
            let program = randomProgram(number)
            let objective: Double? = try program.withSolver { (solver: inout Solver) throws in
              _ = try solver.solve()
              if (Int(number) + task) % 3 == 0 { giveUp(Int(number) % CGLPK_FAILURES) }
              if case .optimal(let optimum) = try solver.solve() { return optimum.objective } else { return nil }
            }
            switch (objective, expected[Int(number) - 1]) {
            case (nil, nil): agreements += 1
            case (.some(let a), .some(let b)) where abs(a - b) < 1e-9: agreements += 1
            default: break
            }
          }
          return agreements
        }
      }
      for try await agreements in group { #expect(agreements == 40) }
    }
  }
}

/// Whether the tests were built with a sanitizer, whose run-time library is then in the process.
var isSanitized: Bool {
  let handle = dlopen(nil, RTLD_NOW)
  defer { if let handle { dlclose(handle) } }
  return dlsym(handle, "__asan_init") != nil || dlsym(handle, "__tsan_init") != nil
}
