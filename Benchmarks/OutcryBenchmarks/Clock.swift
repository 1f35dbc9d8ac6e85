import Foundation

/// CPU time of this process [s], all threads together.
func cpuSeconds() -> Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

/// Time on the wall [s], from an arbitrary start.
func wallSeconds() -> Double { seconds(CLOCK_MONOTONIC) }

private func seconds(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
}

/// CPU time that `body` takes [s].
func cpuTime(_ body: () throws -> Void) rethrows -> Double {
  let start = cpuSeconds()
  try body()
  return cpuSeconds() - start
}

/// The median of each of several quantities that one round measures side by side: a slow moment of the machine hits
/// all of them alike.
func medians(of rounds: Int = 7, _ round: () async throws -> [Double]) async rethrows -> [Double] {
  var samples: [[Double]] = []
  for _ in 0..<rounds { samples.append(try await round()) }
  return samples[0].indices.map { quantity in
    let sorted = samples.map { $0[quantity] }.sorted()
    return sorted[sorted.count / 2]
  }
}
