import Foundation

/// What a child process left behind.
struct Finished {
  let output: String
  /// Exit code, or −1 for a signal.
  let status: Int32
  /// Largest resident set [bytes].
  let peakMemory: Double
}

/// Runs a program to its end, its standard output collected.
///
/// A new process starts with the memory figure of the one that spawned it: `peakMemory` is never too low, but it is too
/// high when this process has been larger than the child ever gets. Rows about memory therefore come first.
func run(_ program: String, _ arguments: [String]) throws -> Finished {
  var ends: [Int32] = [0, 0]
  guard pipe(&ends) == 0 else { throw BenchFailure("no pipe: \(String(cString: strerror(errno)))") }
  defer { close(ends[0]) }

  #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
  #else
    var actions = posix_spawn_file_actions_t()
  #endif
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
  posix_spawn_file_actions_addclose(&actions, ends[0])

  var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
  defer { for word in words { free(word) } }
  words.append(nil)
  var child: pid_t = 0
  let problem = posix_spawnp(&child, program, &actions, nil, words, environ)
  close(ends[1])
  guard problem == 0 else { throw BenchFailure("\(program): \(String(cString: strerror(problem)))") }

  let output = try FileHandle(fileDescriptor: ends[0], closeOnDealloc: false).readToEnd() ?? Data()
  var status: Int32 = 0
  var usage = rusage()
  while wait4(child, &status, 0, &usage) < 0 && errno == EINTR {}
  #if canImport(Darwin)
    let unit = 1.0
  #else
    let unit = 1024.0
  #endif
  return Finished(
    output: String(decoding: output, as: UTF8.self), status: status & 0x7f == 0 ? status >> 8 & 0xff : -1,
    peakMemory: Double(usage.ru_maxrss) * unit)
}
