import EventEngine
import Foundation
import Randomness

/// The hold model, as the C program plays it, logarithm included: pop the earliest event, push it back an Exp(1) later.
extension Bench {
  static let eventQueue = Bench(
    [
      Row(name: "event-queue-10", target: 0.9), Row(name: "event-queue-1000", target: 0.9),
      Row(name: "event-queue-1000000", target: 0.9),
    ], unit: "events/s"
  ) { wanted in
    let sizes = [
      ("event-queue-10", 10, 20_000_000), ("event-queue-1000", 1000, 10_000_000),
      ("event-queue-1000000", 1_000_000, 3_000_000),
    ].filter { wanted.contains($0.0) }
    let kernel = try Kernel("event_queue")
    let rates = try await medians {
      let lines = try kernel.run()
      return try sizes.flatMap { size in
        [Double(size.2) / (try hold(size.1, events: size.2)), try lines.line("event-queue", size: size.1).perSecond]
      }
    }
    return sizes.indices.map { .rate(rates[2 * $0], against: rates[2 * $0 + 1]) }
  }

  /// CPU time of `events` turns of a queue with `pending` events [s].
  private static func hold(_ pending: Int, events: Int) throws -> Double {
    var stream = RandomStream(seed: 7, replicate: 0, role: 0, index: 0)
    var queue = EventQueue<UInt32>()
    for id in 0..<pending { queue.push(UInt32(id), at: -log(1 - stream.unit())) }
    var last = 0.0
    var disorder = 0
    let start = cpuSeconds()
    for _ in 0..<events {
      guard let event = queue.pop() else { break }
      if event.time < last { disorder += 1 }
      last = event.time
      queue.push(event.payload, at: event.time - log(1 - stream.unit()))
    }
    let seconds = cpuSeconds() - start
    if disorder > 0 || queue.count != pending { throw BenchFailure("events left the queue out of order") }
    return seconds
  }
}
