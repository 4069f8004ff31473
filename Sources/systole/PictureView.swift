import ArgumentParser
import Rendering

/// `--view NAME`: one eye, or the surgeon's two side by side.
enum PictureView: String, ExpressibleByArgument, CaseIterable {
  case surgeon, assistant, left, right, loupe, stereo

  /// From left to right in the picture.
  var eyes: [ViewKind] {
    switch self {
    case .surgeon: [.surgeon]
    case .assistant: [.assistant]
    case .left: [.left]
    case .right: [.right]
    case .loupe: [.loupe]
    case .stereo: [.left, .right]
    }
  }
}
