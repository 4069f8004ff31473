import Devices
import Foundation
import NIOCore
import NIOWebSocket
import RealTime
import SimMath

/// The talk with the Inverse Service on its event loop: every message of ours is answered by one state.
///
/// All of it is the event loop's, `listen` included; hence the unchecked conformance.
final class HaplyHandler: ChannelInboundHandler, @unchecked Sendable {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  /// Least time from one message of ours to the next.
  private static let period = TimeAmount.milliseconds(1)
  /// A service that has not answered for so long is told zero force.
  private static let patience = TimeAmount.milliseconds(20)

  private let inventory: EventLoopPromise<HaplyMessage>
  private let decoder: JSONDecoder
  private var context: ChannelHandlerContext?
  private var exchange: HaplyExchange?
  private var link: HapticLink?
  private var lastSent = NIODeadline.uptimeNanoseconds(0)
  private var overdue: Scheduled<Void>?

  /// - Parameter inventory: takes the first message, in which the service says what there is.
  init(inventory: EventLoopPromise<HaplyMessage>) {
    self.inventory = inventory
    decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  /// Begins to exchange.
  func listen(_ exchange: HaplyExchange, _ link: HapticLink) {
    self.exchange = exchange
    self.link = link
    say(link.rest().force)
  }

  /// Says zero once more and exchanges no more; the channel is closed by its owner.
  func fallSilent() {
    overdue?.cancel()
    if exchange != nil { say(.zero) }
    overdue?.cancel()
    link = nil
    exchange = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    switch frame.opcode {
    case .text, .binary:
      hear(try? decoder.decode(HaplyMessage.self, from: Data(frame.unmaskedData.readableBytesView)))
    case .ping:
      write(frame.unmaskedData, .pong)
    case .connectionClose:
      context.close(promise: nil)
    default: break
    }
  }

  private func hear(_ message: HaplyMessage?) {
    guard let link else {
      // Before the exchange: the inventory. What is no message is waited over.
      if let message { inventory.succeed(message) }
      return
    }
    switch exchange?.hear(message) {
    case .sample(let sample): answer(link.exchange(sample).force)
    case .nothing, nil: answer(link.rest().force)
    case .gone: fail()
    }
  }

  /// Answers when a period has passed since the last message.
  private func answer(_ force: Vector3) {
    overdue?.cancel()
    let due = lastSent + Self.period
    guard NIODeadline.now() < due else { return say(force) }
    overdue = context?.eventLoop.assumeIsolated().scheduleTask(deadline: due) { [weak self] in self?.say(force) }
  }

  private func say(_ force: Vector3) {
    guard let context, let text = exchange?.say(force) else { return }
    lastSent = .now()
    write(ByteBuffer(string: text), .text)
    overdue = context.eventLoop.assumeIsolated().scheduleTask(in: Self.patience) { [weak self] in
      guard let self, let link else { return }
      say(link.rest().force)
    }
  }

  private func write(_ data: ByteBuffer, _ opcode: WebSocketOpcode) {
    // A client's frames are masked.
    let frame = WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data)
    context?.writeAndFlush(wrapOutboundOut(frame), promise: nil)
  }

  private func fail() {
    overdue?.cancel()
    link?.fail(code: 0)
    link = nil
    inventory.fail(ChannelError.eof)
  }

  func channelInactive(context: ChannelHandlerContext) {
    fail()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    fail()
    self.context = nil
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    fail()
    context.close(promise: nil)
  }
}
