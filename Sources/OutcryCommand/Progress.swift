internal import Dispatch
internal import Foundation
internal import Outcry
internal import Synchronization

/// How far a run is: a bar that is redrawn on a terminal, else a plain line every few seconds.
final class Progress: Sendable {
  private let title: String
  private let totalSteps: Int?
  /// Seconds between two lines.
  private let period: Double
  private let shell: Shell
  /// Of its own, not a task: replicates hold all threads that tasks run on.
  private let queue = DispatchQueue(label: "progress")
  private let isFinished = Mutex(false)
  private let begin = ContinuousClock.now
  private let stepsBefore: Int

  init(_ scenario: Scenario, totalSteps: Int?, period: Double, _ shell: Shell) {
    title = scenario.title
    self.totalSteps = totalSteps
    self.period = period
    self.shell = shell
    stepsBefore = shell.monitor.stepsDone
  }

  func start() {
    queue.asyncAfter(deadline: .now() + period) { [self] in
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
    let elapsed = (ContinuousClock.now - begin).components
    return progressLine(
      title: title, done: shell.monitor.stepsDone - stepsBefore, total: totalSteps,
      seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18, drawsBar: shell.isTerminal)
  }
}
