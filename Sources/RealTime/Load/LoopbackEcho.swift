import Glibc
import Synchronization

/// Two threads that send a datagram to and fro over the loopback interface without rest, so that the kernel's network
/// path is busy: a load to measure deadlines under.
public final class LoopbackEcho: @unchecked Sendable {
  private let stopRequested = Atomic<Bool>(false)
  private let rounds = Atomic<UInt64>(0)
  private let caller: Int32
  private let answerer: Int32
  private var threads: [NativeThread] = []

  /// - Throws: `RealTimeError` if there is no loopback interface or no thread to be had.
  public init() throws(RealTimeError) {
    caller = try Self.socketOnLoopback()
    do {
      answerer = try Self.socketOnLoopback()
    } catch {
      close(caller)
      throw error
    }
    do {
      try Self.connect(caller, to: answerer)
      try Self.connect(answerer, to: caller)
      threads.append(try NativeThread(name: "echo") { [self] in answer() })
      threads.append(try NativeThread(name: "echo-caller") { [self] in call() })
    } catch {
      stop()
      throw error
    }
  }

  deinit {
    close(caller)
    close(answerer)
  }

  /// Datagrams that came back. Any thread.
  public var echoed: UInt64 { rounds.load(ordering: .relaxed) }

  /// Ends both threads. Owner's thread only.
  public func stop() {
    stopRequested.store(true, ordering: .releasing)
    for thread in threads { thread.join() }
    threads = []
  }

  private func call() {
    var byte = [UInt8](repeating: 1, count: 64)
    while !stopRequested.load(ordering: .acquiring) {
      guard send(caller, byte, byte.count, 0) > 0 else { continue }
      if recv(caller, &byte, byte.count, 0) > 0 { rounds.add(1, ordering: .relaxed) }
    }
  }

  private func answer() {
    var byte = [UInt8](repeating: 0, count: 64)
    while !stopRequested.load(ordering: .acquiring) {
      let n = recv(answerer, &byte, byte.count, 0)
      if n > 0 { _ = send(answerer, byte, n, 0) }
    }
  }

  /// A datagram socket on 127.0.0.1 with a port of its own, whose reads give up after a tenth of a second.
  private static func socketOnLoopback() throws(RealTimeError) -> Int32 {
    let s = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    guard s >= 0 else { throw .loopback(code: errno) }
    var patience = timeval(tv_sec: 0, tv_usec: 100_000)
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(s, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    guard bound == 0 else {
      let code = errno
      close(s)
      throw .loopback(code: code)
    }
    return s
  }

  private static func connect(_ s: Int32, to other: Int32) throws(RealTimeError) {
    var storage = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        getsockname(other, address, &length) == 0 && Glibc.connect(s, address, length) == 0 ? 0 : errno
      }
    }
    if code != 0 { throw .loopback(code: code) }
  }
}
