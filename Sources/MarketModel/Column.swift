/// A fixed-length row of elements with one owner: what an array would be if it were never shared.
///
/// An `Array` in a stored property asks "am I shared?" at every write (1.5 to 2 ns each); a column cannot be shared.
/// Indices are checked.
@safe public struct Column<Element>: ~Copyable, @unchecked Sendable {
  @usableFromInline let base: UnsafeMutablePointer<Element>
  public let count: Int

  @inlinable public init(repeating element: Element, count: Int) {
    unsafe base = .allocate(capacity: count)
    unsafe base.initialize(repeating: element, count: count)
    self.count = count
  }

  @inlinable public init(_ elements: [Element]) {
    unsafe base = .allocate(capacity: elements.count)
    count = elements.count
    for i in elements.indices { unsafe (base + i).initialize(to: elements[i]) }
  }

  @inlinable deinit {
    unsafe base.deinitialize(count: count)
    unsafe base.deallocate()
  }

  @inlinable public var indices: Range<Int> { 0..<count }

  @inlinable public subscript(i: Int) -> Element {
    @inline(__always) _read {
      precondition(UInt(bitPattern: i) < UInt(bitPattern: count), "column index out of range")
      yield unsafe base[i]
    }
    @inline(__always) _modify {
      precondition(UInt(bitPattern: i) < UInt(bitPattern: count), "column index out of range")
      yield unsafe &base[i]
    }
  }

  @inlinable public var span: Span<Element> {
    @inline(__always) @_lifetime(borrow self) get {
      let span = unsafe Span(_unsafeStart: base, count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  @inlinable public var mutableSpan: MutableSpan<Element> {
    @inline(__always) @_lifetime(&self) mutating get {
      let span = unsafe MutableSpan(_unsafeStart: base, count: count)
      return unsafe _overrideLifetime(span, mutating: &self)
    }
  }
}
