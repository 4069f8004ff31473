internal import Frames

extension ProtoHashes {
  init(tick: Tick, _ report: HashReport) {
    self.init()
    self.tick = tick.rawValue
    positions = report.positions
    velocities = report.velocities
    contacts = report.contacts
    random = report.random
  }

  var report: HashReport {
    HashReport(positions: positions, velocities: velocities, contacts: contacts, random: random)
  }
}
