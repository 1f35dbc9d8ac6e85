internal import Foundation
internal import Outcry
internal import Synchronization

/// How far a run is: a bar that is redrawn on a terminal, else a plain line every few seconds.
final class Progress: Sendable {
  private let title: String
  private let totalSteps: Int?
  private let shell: Shell
  private let task = Mutex<Task<Void, Never>?>(nil)
  private let begin = ContinuousClock.now
  private let stepsBefore: Int

  init(_ scenario: Scenario, totalSteps: Int?, _ shell: Shell) {
    title = scenario.title
    self.totalSteps = totalSteps
    self.shell = shell
    stepsBefore = shell.monitor.stepsDone
  }

  func start() {
    let period: Duration = shell.isTerminal ? .milliseconds(200) : .seconds(5)
    let running = Task { [self] in
      while !Task.isCancelled {
        try? await Task.sleep(for: period)
        if Task.isCancelled { return }
        shell.complain(shell.isTerminal ? "\r\u{1B}[K\(line())" : "\(line())\n")
      }
    }
    task.withLock { $0 = running }
  }

  func finish() {
    task.withLock { $0?.cancel() }
    if shell.isTerminal { shell.complain("\r\u{1B}[K") }
  }

  private func line() -> String {
    let elapsed = (ContinuousClock.now - begin).components
    return progressLine(
      title: title, done: shell.monitor.stepsDone - stepsBefore, total: totalSteps,
      seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18, drawsBar: shell.isTerminal)
  }
}
