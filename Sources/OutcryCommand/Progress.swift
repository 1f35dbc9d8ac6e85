internal import Dispatch
internal import Foundation
internal import Outcry
internal import Synchronization

/// How far a run is: a bar that is redrawn on a terminal, else a plain line every few seconds.
final class Progress: Sendable {
  private let title: String
  private let totalSteps: Int?
  private let shell: Shell
  /// Of its own, not a task: replicates hold all threads that tasks run on.
  private let queue = DispatchQueue(label: "progress")
  private let isFinished = Mutex(false)
  private let begin = ContinuousClock.now
  private let stepsBefore: Int

  init(_ scenario: Scenario, totalSteps: Int?, _ shell: Shell) {
    title = printable(scenario.title, limit: 40)
    self.totalSteps = totalSteps
    self.shell = shell
    stepsBefore = shell.monitor.stepsDone
  }

  func start() {
    queue.asyncAfter(deadline: .now() + (shell.isTerminal ? 0.2 : 5)) { [self] in
      if isFinished.withLock({ $0 }) { return }
      shell.complain(shell.isTerminal ? "\r\u{1B}[K\(line())" : "\(line())\n")
      start()
    }
  }

  func finish() {
    // After the line that is being written, if there is one.
    queue.sync { isFinished.withLock { $0 = true } }
    if shell.isTerminal { shell.complain("\r\u{1B}[K") }
  }

  private func line() -> String {
    let done = shell.monitor.stepsDone - stepsBefore
    let elapsed = ContinuousClock.now - begin
    let seconds = max(Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18, 1e-3)
    let rate = Double(done) / seconds
    guard let totalSteps, totalSteps > 0 else { return "\(title): \(done) auctions, \(Self.short(rate))/s" }
    let share = min(1, Double(done) / Double(totalSteps))
    let left = rate > 0 ? Double(max(0, totalSteps - done)) / rate : 0
    let filled = Int(share * 20)
    let bar =
      shell.isTerminal ? "[\(String(repeating: "#", count: filled))\(String(repeating: ".", count: 20 - filled))] " : ""
    return "\(title): \(bar)\(Int(share * 100)) %, \(Self.short(rate)) auctions/s, \(Self.duration(left)) left"
  }

  private static func short(_ rate: Double) -> String {
    switch rate {
    case 1e6...: "\(Double(Int(rate / 1e5)) / 10)M"
    case 1e3...: "\(Double(Int(rate / 100)) / 10)k"
    default: "\(Int(rate))"
    }
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    return whole < 60
      ? "\(whole) s" : whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
  }
}
