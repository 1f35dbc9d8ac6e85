import EventEngine
import Testing

@Suite struct EventQueueTests {
  /// What the queue should do, by sorting: the pending events in no order, the first found by looking at all of them.
  struct Oracle {
    struct Entry: Equatable {
      let time: Double
      let rank: UInt8
      let arrival: Int
    }
    var pending: [Entry] = []
    var arrivals = 0

    mutating func push(at time: Double, rank: UInt8) -> Int {
      defer { arrivals += 1 }
      pending.append(Entry(time: time, rank: rank, arrival: arrivals))
      return arrivals
    }

    mutating func pop() -> Entry? {
      let first = pending.indices.min {
        (pending[$0].time, pending[$0].rank, pending[$0].arrival)
          < (pending[$1].time, pending[$1].rank, pending[$1].arrival)
      }
      return first.map { pending.remove(at: $0) }
    }
  }

  /// A generator for tests: the upper bits of Knuth's linear congruential one (MMIX).
  struct Dice {
    var state: UInt64
    mutating func roll(_ sides: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % sides
    }
  }

  static func entry(_ event: Event<Int>?) -> Oracle.Entry? {
    event.map { Oracle.Entry(time: $0.time, rank: $0.rank, arrival: $0.payload) }
  }

  // Few different times and ranks, so that ties abound: with 8 times and 3 ranks, most events have equals.
  @Test("Random pushes, pops and replacements come out as sorted by (time, rank, arrival)", arguments: 1...20)
  func oracle(seed: Int) {
    var dice = Dice(state: UInt64(seed))
    var queue = EventQueue<Int>()
    var oracle = Oracle()
    for step in 0..<2000 {
      let time = Double(dice.roll(8)) - 3
      let rank = UInt8(dice.roll(3) * 127)
      // Growing at first, shrinking later, so that the queue is empty now and then.
      switch dice.roll(10) {
      case 0..<(step < 1000 ? 5 : 3):
        queue.push(oracle.push(at: time, rank: rank), at: time, rank: rank)
      case 9 where !oracle.pending.isEmpty:
        let first = oracle.pop()
        let seen = Self.entry(queue.first)
        #expect(seen == first)
        queue.replaceFirst(oracle.push(at: time, rank: rank), at: time, rank: rank)
      default:
        let popped = Self.entry(queue.pop())
        #expect(popped == oracle.pop())
      }
      let state = (queue.count, queue.isEmpty)
      #expect(state == (oracle.pending.count, oracle.pending.isEmpty))
      var rest = oracle
      let seen = Self.entry(queue.first)
      #expect(seen == rest.pop())
    }
    while let expected = oracle.pop() {
      let popped = Self.entry(queue.pop())
      #expect(popped == expected)
    }
    let end = queue.pop()?.payload
    #expect(end == nil)
  }

  @Test("Equals leave in the order they came", arguments: [1, 2, 5, 33, 1000])
  func firstInFirstOut(count: Int) {
    var queue = EventQueue<Int>()
    for number in 0..<count { queue.push(number, at: 1, rank: 7) }
    var left: [Int] = []
    while let event = queue.pop() { left.append(event.payload) }
    #expect(left == Array(0..<count))
  }

  @Test("At one time lower ranks leave first, whenever they came; the time counts before the rank")
  func ranks() {
    var queue = EventQueue<Int>()
    queue.push(4, at: 2, rank: 0)
    queue.push(3, at: 1, rank: 255)
    queue.push(2, at: 1, rank: 1)
    queue.push(1, at: 1)
    var left: [Int] = []
    while let event = queue.pop() { left.append(event.payload) }
    #expect(left == [1, 2, 3, 4])
  }

  @Test("replaceFirst is pop and push in one: two queues fed either way yield the same")
  func replaceFirst() {
    var dice = Dice(state: 1)
    var one = EventQueue<Int>()
    var other = EventQueue<Int>()
    for number in 0..<50 {
      let time = Double(dice.roll(20))
      one.push(number, at: time)
      other.push(number, at: time)
    }
    for number in 50..<5000 {
      let first = one.first?.time ?? 0
      let time = first + Double(dice.roll(20))
      one.replaceFirst(number, at: time)
      _ = other.pop()
      other.push(number, at: time)
      let pair = (one.first?.payload, other.first?.payload)
      #expect(pair.0 == pair.1)
      let counts = (one.count, other.count)
      #expect(counts == (50, 50))
    }
  }

  @Test("A queue that grew far beyond its first room yields 100,000 events in order")
  func growth() {
    var dice = Dice(state: 1)
    var queue = EventQueue<Int>()
    for number in 0..<100_000 { queue.push(number, at: Double(dice.roll(50_000))) }
    let count = queue.count
    #expect(count == 100_000)
    var last = (time: -1.0, number: -1)
    var misplaced = 0
    while let event = queue.pop() {
      if (event.time, event.payload) <= last { misplaced += 1 }
      last = (event.time, event.payload)
    }
    #expect(misplaced == 0)
    let isEmpty = queue.isEmpty
    #expect(isEmpty)
  }

  @Test("An empty queue has no first event, before and after use")
  func empty() {
    var queue = EventQueue<Int>()
    for _ in 0..<3 {
      let first = queue.first?.payload
      let popped = queue.pop()?.payload
      let state = (queue.count, queue.isEmpty)
      #expect(first == nil)
      #expect(popped == nil)
      #expect(state == (0, true))
      queue.push(1, at: 0)
      _ = queue.pop()
    }
  }

  @Test("removeAll forgets every event, also after a pop, and the queue can be used again")
  func removeAll() {
    var queue = EventQueue<Int>()
    for number in 0..<100 { queue.push(number, at: Double(number)) }
    _ = queue.pop()
    queue.removeAll()
    let isEmpty = queue.isEmpty
    #expect(isEmpty)
    for number in [3, 1, 2, 5, 4] { queue.push(number, at: Double(number)) }
    var left: [Int] = []
    while let event = queue.pop() { left.append(event.payload) }
    #expect(left == [1, 2, 3, 4, 5])
  }

  @Test("Infinite, huge, negative and tiny times are in their places and come back as they were")
  func times() {
    let ascending: [Double] = [
      -.infinity, -.greatestFiniteMagnitude, -1, -.leastNonzeroMagnitude, 0, .leastNonzeroMagnitude, 1,
      .greatestFiniteMagnitude, .infinity,
    ]
    var queue = EventQueue<Int>()
    for index in ascending.indices.reversed() { queue.push(index, at: ascending[index], rank: 255) }
    for index in ascending.indices {
      let event = queue.pop()
      #expect(event?.payload == index)
      #expect(event?.time == ascending[index])
      #expect(event?.rank == 255)
    }
  }

  @Test("−0 and 0 are the same time: the first to come leaves first")
  func signedZeros() {
    var queue = EventQueue<Int>()
    queue.push(1, at: 0)
    queue.push(2, at: -0.0)
    let first = queue.pop()?.payload
    #expect(first == 1)
  }

  @Test("The example of the documentation: ticks at 1, 2 and 3, and the end at 3.5")
  func eventLoop() {
    enum Happening { case tick, leave }
    var queue = EventQueue<Happening>()
    var times: [Double] = []
    queue.push(.tick, at: 1)
    queue.push(.leave, at: 3.5)
    loop: while let event = queue.pop() {
      times.append(event.time)
      switch event.payload {
      case .tick: queue.push(.tick, at: event.time + 1)
      case .leave: break loop
      }
    }
    #expect(times == [1, 2, 3, 3.5])
  }

  @Test("A payload of any trivial type travels unchanged")
  func payloads() {
    struct Visit: BitwiseCopyable, Sendable, Equatable {
      let visitor: Int32
      let page: UInt8
      let weight: Double
    }
    var queue = EventQueue<Visit>()
    queue.push(Visit(visitor: -1, page: 2, weight: .pi), at: 1)
    let visit = queue.pop()?.payload
    #expect(visit == Visit(visitor: -1, page: 2, weight: .pi))
  }

  @Test("NaN is refused")
  func noTime() async {
    await #expect(processExitsWith: .failure) {
      var queue = EventQueue<Int>()
      queue.push(1, at: .nan)
    }
  }

  @Test("replaceFirst of an empty queue is refused")
  func nothingToReplace() async {
    await #expect(processExitsWith: .failure) {
      var queue = EventQueue<Int>()
      queue.push(1, at: 0)
      _ = queue.pop()
      queue.replaceFirst(2, at: 1)
    }
  }
}
