import RealTime

/// What there is of one make: its library or service, and the devices that answer.
public struct HapticSurvey: Sendable {
  /// One device.
  public struct Unit: Sendable {
    /// As it would be named on the command line; empty for the default one.
    public var name: String
    public var capabilities: HapticCapabilities?
    /// From the first sample; nil if none came.
    public var sample: HapticSample?
    /// Why it cannot be had; nil where it can.
    public var fault: DriverFault?
  }

  public var kind: HapticKind
  public var library: LoadedLibrary?
  /// Why the library or service is not there; nil where it is.
  public var fault: DriverFault?
  public var units: [Unit]

  /// Loads the library, opens each device, waits for a sample with zero force and closes it. Takes up to some seconds a
  /// device; not for threads with deadlines.
  public init(_ kind: HapticKind, options: HapticOptions = .init()) {
    self.kind = kind
    units = []
    do {
      let driver = try kind.make(options)
      library = driver.loaded
      for name in try driver.names() {
        var own = options
        own.name = name.isEmpty ? nil : name
        units.append(Self.look(name, try kind.make(own)))
      }
    } catch {
      fault = error
    }
  }

  private static func look(_ name: String, _ driver: any HapticDriver) -> Unit {
    var unit = Unit(name: name)
    do {
      let connection = try HapticConnection(driver, pace: .init())
      defer { connection.stop() }
      unit.capabilities = connection.capabilities
      // Temperature and calibration come with the first samples, not with the very first.
      for _ in 0..<50 {
        unit.sample = connection.link.samples.take() ?? unit.sample
        MonotonicClock.sleep(for: 2_000_000)
      }
      let health = unit.sample?.health ?? []
      if health.contains(.notCalibrated) {
        unit.fault = .needsCalibration(model: connection.capabilities.model)
      } else if !health.isReady {
        unit.fault = .notReady(model: connection.capabilities.model, health: health)
      }
    } catch {
      unit.fault = error
    }
    return unit
  }
}
