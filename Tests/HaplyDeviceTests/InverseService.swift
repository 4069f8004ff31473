import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket
import Synchronization

/// A stand-in for the Inverse Service: a WebSocket server that speaks its documented messages over a modelled hand, and
/// that a test can make go wrong.
final class InverseService: Sendable {
  struct Hand {
    var isPresent = true
    var isCalibrated = true
    /// Answers with half a message.
    var isGarbled = false
    /// Answers nothing.
    var isMute = false
    var button = false
    /// Where the hand wants the cursor, m, the service's axes.
    var wanted = [0.0, 0.15, 0.15]
    /// The key under which a force is read; another is ignored, as the service does.
    var forceKey = "vector"

    var position = [0.0, 0.15, 0.15]
    var velocity = [0.0, 0.0, 0.0]
    var force = [0.0, 0.0, 0.0]
    var largestForce = 0.0
    var messages = 0
    /// Messages that introduced the client, and those that were no message of the protocol.
    var introductions = 0
    var unreadable = 0
    var connections = 0
  }

  let hand = Mutex(Hand())
  let port: Int
  private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  private let listener: any Channel
  private let clients = Mutex<[any Channel]>([])

  /// - Parameter port: 0 for any that is free.
  init(port: Int = 0) throws {
    let hand = Relay()
    listener = try ServerBootstrap(group: group)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let upgrader = NIOTypedWebSocketServerUpgrader<Void>(
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(HTTPHeaders()) },
            upgradePipelineHandler: { channel, _ in
              channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(Session(hand.service!))
              }
            })
          _ = try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(
            configuration: .init(
              upgradeConfiguration: NIOTypedHTTPServerUpgradeConfiguration(
                upgraders: [upgrader],
                notUpgradingCompletionHandler: { $0.close() })))
        }
      }
      .bind(host: "127.0.0.1", port: port).wait()
    self.port = listener.localAddress!.port!
    hand.set(self)
  }

  var address: String { "ws://127.0.0.1:\(port)" }

  /// Closes every connection and listens no more.
  func stop() {
    try? listener.close().wait()
    for client in clients.withLock({ $0 }) { try? client.close().wait() }
    try? group.syncShutdownGracefully()
  }

  func set(_ change: (inout Hand) -> Void) { hand.withLock { change(&$0) } }
  func get<T>(_ read: (Hand) -> T) -> T { hand.withLock { read($0) } }

  /// The service is made after its listener needs it.
  private final class Relay: Sendable {
    private let value = Mutex<InverseService?>(nil)
    var service: InverseService? { value.withLock { $0 } }
    func set(_ service: InverseService) { value.withLock { $0 = service } }
  }

  private final class Session: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame
    let service: InverseService
    init(_ service: InverseService) { self.service = service }

    func handlerAdded(context: ChannelHandlerContext) {
      service.clients.withLock { $0.append(context.channel) }
      service.set { $0.connections += 1 }
      send(service.get { Self.state($0, isFirst: true) }, context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let frame = unwrapInboundIn(data)
      guard frame.opcode == .text else { return }
      // RFC 6455, 5.1: a server must close on a frame of a client that is not masked.
      guard frame.maskKey != nil else { return context.close(promise: nil) }
      let text = Data(frame.unmaskedData.readableBytesView)
      let answer: String? = service.hand.withLock { hand in
        hand.messages += 1
        Self.obey(text, &hand)
        if hand.isMute { return nil }
        let state = Self.state(hand, isFirst: false)
        return hand.isGarbled ? String(state.prefix(state.count / 2)) : state
      }
      if let answer { send(answer, context) }
    }

    private func send(_ text: String, _ context: ChannelHandlerContext) {
      let frame = WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: text))
      context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
    }

    private static func obey(_ data: Data, _ hand: inout Hand) {
      guard let message = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
        let devices = message["inverse3"] as? [[String: Any]], let device = devices.first,
        device["device_id"] as? String == "049D", let commands = device["commands"] as? [String: Any],
        let order = commands["set_cursor_force"] as? [String: Any]
      else {
        hand.unreadable += 1
        return
      }
      if let session = message["session"] as? [String: Any], session["configure"] != nil { hand.introductions += 1 }
      let vector = order[hand.forceKey] as? [String: Double]
      let f = ["x", "y", "z"].map { vector?[$0] ?? 0 }
      hand.force = f
      hand.largestForce = max(hand.largestForce, (f[0] * f[0] + f[1] * f[1] + f[2] * f[2]).squareRoot())
      // A ms of a mass of 0.1 kg on a spring of 300 N/m.
      for i in 0..<3 {
        let a = (300 * (hand.wanted[i] - hand.position[i]) - 5 * hand.velocity[i] + f[i]) / 0.1
        hand.velocity[i] += 0.001 * a
        hand.position[i] += 0.001 * hand.velocity[i]
      }
    }

    private static func state(_ hand: Hand, isFirst: Bool) -> String {
      func vector(_ v: [Double]) -> String { "{\"x\":\(v[0]),\"y\":\(v[1]),\"z\":\(v[2])}" }
      guard hand.isPresent else { return "{\"session_id\":7,\"inverse3\":[],\"verse_grip\":[]}" }
      let status = "{\"calibrated\":\(hand.isCalibrated),\"ready\":\(hand.isCalibrated)}"
      return "{\"session_id\":7,\"inverse3\":[{\"device_id\":\"049D\""
        + (isFirst ? ",\"config\":{\"handedness\":\"right\"}" : "")
        + ",\"state\":{\"cursor_position\":\(vector(hand.position)),\"cursor_velocity\":\(vector(hand.velocity)),"
        + "\"body_orientation\":{\"w\":1,\"x\":0,\"y\":0,\"z\":0}},\"status\":\(status)}],"
        + "\"verse_grip\":[{\"device_id\":\"61548\",\"state\":{\"button\":\(hand.button),\"hall\":0,"
        // A quarter turn about the service's z (up).
        + "\"orientation\":{\"w\":0.7071068,\"x\":0,\"y\":0,\"z\":0.7071068}}}]}"
    }
  }
}
