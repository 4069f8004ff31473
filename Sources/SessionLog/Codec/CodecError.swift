/// Why a message that protobuf could parse is none that we wrote.
struct CodecError: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
