public import Devices
import Foundation
import Frames
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket
import SimMath

/// An Inverse3 of Haply, by the Inverse Service that runs on the station, over WebSocket. Exchanges at up to 1 kHz on an
/// event loop of its own.
public final class HaplyDriver: HapticDriver, @unchecked Sendable {
  /// How long connecting, and the service's first message, may take.
  private static let patience = TimeAmount.seconds(3)
  /// The service does not say them. All are assumptions, below what the maker's data sheets promise.
  private static let limits = DeviceLimits(
    peakForce: 6, continuousForce: 3, stiffness: 1000, damping: 5, workspaceRadius: 0.1)

  private let address: HaplyAddress
  private let name: String?
  private let forceKey: String
  // The owner's, one call at a time (see `HapticDriver`).
  private var group: MultiThreadedEventLoopGroup?
  private var channel: (any Channel)?
  private var handler: HaplyHandler?
  private var device = ""

  /// - Parameter options: `name` is the device's identifier, `address` that of the service, `forceKey` "values" for a
  ///   service before 3.5.
  /// - Throws: if the address cannot be read.
  public init(_ options: HapticOptions) throws(DriverFault) {
    let environment = ProcessInfo.processInfo.environment[HaplyAddress.variable].flatMap { $0.isEmpty ? nil : $0 }
    address = try HaplyAddress(options.address ?? environment ?? HaplyAddress.usual)
    name = options.name
    forceKey = options.forceKey ?? "vector"
  }

  deinit { close() }

  public var loaded: LoadedLibrary? { nil }

  public func names() throws(DriverFault) -> [String] {
    defer { close() }
    return (try connect().inverse3 ?? []).map(\.deviceId)
  }

  public func open() throws(DriverFault) -> HapticCapabilities {
    let inventory = try connect()
    let devices = inventory.inverse3 ?? []
    guard let found = name.map({ name in devices.first { $0.deviceId == name } }) ?? devices.first else {
      close()
      let ids = devices.map(\.deviceId).joined(separator: ", ")
      throw .noDevice(driver: HaplyAddress.driver, reason: ids)
    }
    device = found.deviceId
    let grip = inventory.grips.first
    // The centre of the workspace, in the service's axes, is an assumption.
    return HapticCapabilities(
      model: found.config?.deviceInfo?.deviceModel ?? "Inverse3", serial: found.deviceId, limits: Self.limits,
      workspaceCenter: HaplyExchange.station(HaplyMessage.Vector(x: 0, y: 0.15, z: 0.15)), hasOrientation: grip != nil,
      buttonCount: grip.map { $0.state?.buttons?.count ?? 1 } ?? 0, limitsAreMeasured: false)
  }

  public func start(_ link: HapticLink) throws(DriverFault) {
    guard let channel, let handler else { throw .noDevice(driver: HaplyAddress.driver, reason: "") }
    let exchange = HaplyExchange(id: device, forceKey: forceKey)
    channel.eventLoop.execute { handler.listen(exchange, link) }
  }

  public func close() {
    if let channel {
      let handler = handler
      try? channel.eventLoop.submit { handler?.fallSilent() }.wait()
      try? channel.close().wait()
    }
    channel = nil
    handler = nil
    try? group?.syncShutdownGracefully()
    group = nil
  }

  /// The system's own words, without the wrapping.
  private static func reason(_ error: any Error) -> String {
    switch error {
    case let error as NIOConnectionError: error.connectionErrors.first.map { reason($0.error) } ?? "\(error)"
    case let error as IOError: String(cString: strerror(error.errnoCode))
    default: "\(error)"
    }
  }

  /// Connects and waits for what the service says first. Blocks.
  private func connect() throws(DriverFault) -> HaplyMessage {
    close()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    self.group = group
    do {
      let loop = group.next()
      let inventory = loop.makePromise(of: HaplyMessage.self)
      let handler = HaplyHandler(inventory: inventory)
      let upgraded = loop.makePromise(of: Void.self)
      let late = loop.scheduleTask(in: Self.patience) {
        upgraded.fail(ChannelError.connectTimeout(Self.patience))
        inventory.fail(ChannelError.connectTimeout(Self.patience))
      }
      defer { late.cancel() }
      let address = address
      let connected = ClientBootstrap(group: group)
        .connectTimeout(Self.patience)
        .channelOption(.socketOption(.tcp_nodelay), value: 1)
        .channelInitializer { channel in Self.upgrade(channel, address, handler, upgraded) }
        .connect(host: address.host, port: address.port)
      connected.cascadeFailure(to: upgraded)
      upgraded.futureResult.cascadeFailure(to: inventory)
      channel = try connected.wait()
      try upgraded.futureResult.wait()
      self.handler = handler
      return try inventory.futureResult.wait()
    } catch {
      close()
      throw .serviceUnreachable(driver: HaplyAddress.driver, address: address.text, reason: Self.reason(error))
    }
  }

  private static func upgrade(
    _ channel: any Channel, _ address: HaplyAddress, _ handler: HaplyHandler, _ upgraded: EventLoopPromise<Void>
  ) -> EventLoopFuture<Void> {
    channel.eventLoop.makeCompletedFuture {
      let upgrader = NIOTypedWebSocketClientUpgrader<Void>(maxFrameSize: 1 << 20) { channel, _ in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            NIOWebSocketFrameAggregator(
              minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 64, maxAccumulatedFrameSize: 1 << 20), handler,
          ])
        }
      }
      var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: address.path)
      head.headers.add(name: "Host", value: "\(address.host):\(address.port)")
      var configuration = NIOUpgradableHTTPClientPipelineConfiguration(
        upgradeConfiguration: NIOTypedHTTPClientUpgradeConfiguration(
          upgradeRequestHead: head, upgraders: [upgrader],
          notUpgradingCompletionHandler: { $0.eventLoop.makeFailedFuture(ChannelError.operationUnsupported) }))
      // The inventory may come in the same packet as the answer to the upgrade.
      configuration.leftOverBytesStrategy = .forwardBytes
      let result = try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
        configuration: configuration)
      result.cascade(to: upgraded)
    }
  }
}
