import Foundation
import Glibc

/// A sound file (RIFF WAVE, 16-bit PCM) that is written while it is made. One thread at a time; without `finish` its
/// header says that it is empty.
public final class WaveFile {
  public let channels: Int
  /// Samples so far that were larger than the format holds, and were cut off.
  public private(set) var clipped = 0
  private let path: String
  private let file: UnsafeMutablePointer<FILE>
  private var bytes = 0
  private var isOpen = true

  /// - Throws: `AudioError.file` if it cannot be made; an older file is replaced.
  public init(path: String, channels: Int) throws(AudioError) {
    self.path = path
    self.channels = channels
    guard let file = fopen(path, "wb") else { throw .file(path: path, reason: String(cString: strerror(errno))) }
    self.file = file
    let header = Self.header(bytes: 0, channels: channels)
    guard fwrite(header, 1, header.count, file) == header.count else { throw failure() }
  }

  deinit { if isOpen { fclose(file) } }

  /// Length so far, s.
  public var seconds: Double { Double(bytes / (2 * channels)) / Double(Waveform.rate) }

  /// Appends interleaved samples.
  public func append(_ samples: [Float]) throws(AudioError) {
    let numbers = samples.map { sample -> Int16 in
      let scaled = (sample * 32_767).rounded()
      if abs(scaled) > 32_767 { clipped += 1 }
      return Int16(max(-32_767, min(32_767, scaled))).littleEndian
    }
    bytes += 2 * numbers.count
    // Where the header's 32 bits end; 6 hours of stereo.
    guard bytes < 4_000_000_000 else { throw .file(path: path, reason: "longer than the format holds") }
    guard fwrite(numbers, 2, numbers.count, file) == numbers.count else { throw failure() }
  }

  /// Ends the file.
  public func finish() throws(AudioError) {
    let header = Self.header(bytes: bytes, channels: channels)
    guard fseek(file, 0, SEEK_SET) == 0, fwrite(header, 1, header.count, file) == header.count else { throw failure() }
    isOpen = false
    guard fclose(file) == 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
  }

  private func failure() -> AudioError { .file(path: path, reason: String(cString: strerror(errno))) }

  private static func header(bytes: Int, channels: Int) -> [UInt8] {
    func little(_ x: Int, _ n: Int) -> [UInt8] { (0..<n).map { UInt8(truncatingIfNeeded: x >> (8 * $0)) } }
    let rate = Waveform.rate
    return Array("RIFF".utf8) + little(36 + bytes, 4) + Array("WAVEfmt ".utf8) + little(16, 4) + little(1, 2)
      + little(channels, 2) + little(rate, 4) + little(rate * 2 * channels, 4) + little(2 * channels, 2) + little(16, 2)
      + Array("data".utf8) + little(bytes, 4)
  }
}
