/// The events still to come, earliest first: the whole of a simulation's notion of time.
///
/// An event loop takes the first event, acts on it, and pushes what follows from it. A clock that ticks every second
/// and a visitor who leaves half-way through the third:
/// ```swift
/// enum Happening { case tick, leave }
/// var queue = EventQueue<Happening>()
/// queue.push(.tick, at: 1)
/// queue.push(.leave, at: 3.5)
/// loop: while let event = queue.pop() {
///   switch event.payload {
///   case .tick: queue.push(.tick, at: event.time + 1)  // at 1, 2 and 3
///   case .leave: break loop                            // at 3.5; the tick of 4 never happens
///   }
/// }
/// ```
/// The queue is a 4-ary heap: slot 0 holds the first event, and the children of slot *i*, at 4*i* + 1 … 4*i* + 4,
/// come after it. Popping leaves slot 0 vacant, because the next thing an event loop does is mostly to push: the
/// event pushed sinks from there in one pass. Whoever else finds slot 0 vacant fills it with the last event first.
/// Slots beyond the last event hold a key that follows every other, so a parent always compares four children.
///
/// **Ties**: equal times by rank, lower first; equal ranks first in, first out. The arrival counter is the queue's
/// own, so two queues never influence one another's order.
/// **Edge cases**: NaN is refused; infinite times are allowed. An event may be earlier than one already popped: the
/// queue orders what it holds, it does not keep a clock. A popped event pushed again arrives anew.
/// - Complexity: O(log *n*) to push or pop among *n* events, O(1) to look at the first; memory doubles when full.
///
/// It is not a calendar from which events are cancelled: let the payload carry a number that tells stale ones.
public struct EventQueue<Payload: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
  // Sendable unchecked: the storage is reachable only through this one owner, and it holds trivial values.
  @usableFromInline var heap: UnsafeMutablePointer<Event<Payload>>
  /// Slots allocated.
  @usableFromInline var room = 0
  /// Slots in use, a vacant slot 0 included.
  @usableFromInline var filled = 0
  /// Whether slot 0 was popped and not yet filled again.
  @usableFromInline var isVacant = false
  /// Events that ever arrived.
  @usableFromInline var arrivals: UInt64 = 0

  /// An empty queue; it allocates when the first event arrives.
  public init() {
    heap = UnsafeMutablePointer<Event<Payload>>.allocate(capacity: 0)
  }

  deinit { heap.deallocate() }

  /// The number of events to come.
  @inlinable
  public var count: Int { isVacant ? filled &- 1 : filled }

  /// Whether nothing is to come.
  @inlinable
  public var isEmpty: Bool { count == 0 }

  /// The event that `pop()` would return; nil when the queue is empty.
  @inlinable
  public var first: Event<Payload>? {
    if count == 0 { return nil }
    return heap[isVacant ? firstChild(of: 0) : 0]
  }

  /// Adds an event at `time`; among events of one time the lower `rank` comes first, then the one pushed first.
  /// - Precondition: `time` is a number.
  @inlinable
  public mutating func push(_ payload: Payload, at time: Double, rank: UInt8 = 0) {
    let event = arrival(of: payload, at: time, rank: rank)
    if isVacant {
      isVacant = false
      sink(event)
    } else {
      append(event)
    }
  }

  /// Takes the first event out; nil when the queue is empty.
  @inlinable
  public mutating func pop() -> Event<Payload>? {
    if isVacant { fillVacancy() }
    if filled == 0 { return nil }
    isVacant = true
    return heap[0]
  }

  /// Takes the first event out and adds another, which may be earlier or later: `pop()` and `push` in one.
  /// - Precondition: the queue is not empty, and `time` is a number.
  @inlinable
  public mutating func replaceFirst(_ payload: Payload, at time: Double, rank: UInt8 = 0) {
    if isVacant { fillVacancy() }
    precondition(filled > 0, "An empty queue has no first event to replace.")
    sink(arrival(of: payload, at: time, rank: rank))
  }

  /// Forgets every event to come, keeping the memory; the arrival counter goes on.
  public mutating func removeAll() {
    for slot in 0..<filled { heap[slot] = Self.never(heap[slot].payload) }
    filled = 0
    isVacant = false
  }
}

// The heap itself.
extension EventQueue {
  /// The event that follows every other; only its key matters.
  @inlinable @inline(__always)
  static func never(_ payload: Payload) -> Event<Payload> {
    Event(instant: .max, order: .max, payload: payload)
  }

  /// Stamps an event with the next arrival number.
  @inlinable @inline(__always)
  mutating func arrival(of payload: Payload, at time: Double, rank: UInt8) -> Event<Payload> {
    precondition(!time.isNaN, "An event needs a time: NaN cannot be ordered.")
    let event = Event(
      instant: Event<Payload>.instant(of: time), order: UInt64(rank) &<< 56 | arrivals, payload: payload)
    arrivals &+= 1
    return event
  }

  /// The earliest of the four children of a slot that has at least one.
  @inlinable @inline(__always)
  func firstChild(of slot: Int) -> Int {
    let child = 4 &* slot &+ 1
    let left = heap[child &+ 1].precedes(heap[child]) ? child &+ 1 : child
    let right = heap[child &+ 3].precedes(heap[child &+ 2]) ? child &+ 3 : child &+ 2
    return heap[right].precedes(heap[left]) ? right : left
  }

  /// Puts `event` into slot 0, which is free, and lets earlier events rise past it.
  @inlinable @inline(__always)
  mutating func sink(_ event: Event<Payload>) {
    var slot = 0
    while 4 &* slot &+ 1 < filled {
      let child = firstChild(of: slot)
      if event.precedes(heap[child]) { break }
      heap[slot] = heap[child]
      slot = child
    }
    heap[slot] = event
  }

  /// Adds `event` after the last slot and lets it rise past later ones.
  @inlinable
  mutating func append(_ event: Event<Payload>) {
    if filled &+ 4 >= room { grow(filler: event.payload) }
    var slot = filled
    filled &+= 1
    while slot > 0 {
      let parent = (slot &- 1) &>> 2
      if heap[parent].precedes(event) { break }
      heap[slot] = heap[parent]
      slot = parent
    }
    heap[slot] = event
  }

  /// Fills the vacant slot 0 with the last event, if there is one.
  @inlinable
  mutating func fillVacancy() {
    isVacant = false
    filled &-= 1
    let last = heap[filled]
    heap[filled] = Self.never(last.payload)
    if filled > 0 { sink(last) }
  }

  /// Doubles the memory; the new slots hold events that never happen.
  @usableFromInline
  mutating func grow(filler: Payload) {
    let wider = UnsafeMutablePointer<Event<Payload>>.allocate(capacity: max(32, 2 * room))
    wider.initialize(repeating: Self.never(filler), count: max(32, 2 * room))
    wider.update(from: heap, count: filled)
    heap.deallocate()
    heap = wider
    room = max(32, 2 * room)
  }
}
