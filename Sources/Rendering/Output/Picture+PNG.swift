import CPNG
public import Foundation

extension Picture {
  /// The picture as a PNG file.
  public func png() throws(RenderingError) -> Data {
    var image = Self.image()
    image.width = png_uint_32(width)
    image.height = png_uint_32(height)
    image.format = Self.rgbFormat
    var size: png_alloc_size_t = 0
    guard png_image_write_to_memory(&image, nil, &size, 0, rgb, 0, nil) != 0 else { throw .picture(reason: image.text) }
    var data = Data(count: Int(size))
    let done = data.withUnsafeMutableBytes { png_image_write_to_memory(&image, $0.baseAddress, &size, 0, rgb, 0, nil) }
    guard done != 0 else { throw .picture(reason: image.text) }
    return data.prefix(Int(size))
  }

  /// A picture from a PNG file.
  public init(png data: Data) throws(RenderingError) {
    var image = Self.image()
    var pixels: [UInt8] = []
    let done = data.withUnsafeBytes { bytes in
      guard png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0 else { return false }
      image.format = Self.rgbFormat
      pixels = [UInt8](repeating: 0, count: 3 * Int(image.width) * Int(image.height))
      return png_image_finish_read(&image, nil, &pixels, 0, nil) != 0
    }
    guard done else { throw .picture(reason: image.text) }
    self.init(width: Int(image.width), height: Int(image.height), rgb: pixels)
  }

  private static var rgbFormat: png_uint_32 { png_uint_32(PNG_FORMAT_FLAG_COLOR) }

  private static func image() -> png_image {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    return image
  }
}

extension png_image {
  fileprivate var text: String {
    withUnsafeBytes(of: message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
