import Frames
import SimMath

/// What a tick leaves behind in the tissue: friction that has slipped, channels torn and cut on, punctures and ways
/// out.
extension NeedleState {
  /// Furthest that a needle tears a channel wider in a tick, and that its tip cuts on, m: 0.1 and 0.5 m/s.
  private static var largestTear: Double { 1e-4 }
  private static var largestCut: Double { 5e-4 }

  /// Brings channels and tip up to date after a tick.
  mutating func settle(_ field: NeedleField) {
    begunNow = -1
    for k in 0..<nodes.count where nodes[k].status == .holds { settleNode(k, field) }
    switch tip.phase {
    case .free: meet(field)
    case .denting: dent(field)
    case .inside: cut(field)
    }
  }

  /// Finds the bites that the needle has left, once its thread has taken over their mouths.
  mutating func endBites() {
    endedNow = 0
    for b in 0..<biteCount where ended & (1 << UInt64(b)) == 0 && !isIn(Int32(b)) { endedNow |= 1 << UInt64(b) }
    ended |= endedNow
  }

  private func isIn(_ bite: Int32) -> Bool {
    if tip.phase == .inside && openBite == bite { return true }
    for k in 0..<nodes.count where nodes[k].status != .free && nodes[k].bite == bite { return true }
    return false
  }

  // MARK: The jaws

  /// Takes hold where a hand's jaws have closed on the needle, and lets it slide or go. After a tick.
  mutating func updateGrip(_ body: InstrumentBody, hand h: Int) {
    guard body.constants.hasJaw else {
      grips[h] = NeedleGrip()
      return
    }
    let tool = RigidFrame(body)
    let jaw = Double(body.pose.jaw)
    if grips[h].isActive {
      frictionHeat += grips[h].settle(model, frame, tool, jaw: jaw, body)
    } else if !grips[h].wasClosed {
      grips[h].take(model, frame, tool, jaw: jaw, body)
    }
    if isResting && grips[h].isActive {
      frictionHeat += restEnergy
      isResting = false
    }
    grips[h].wasClosed = jaw * Double(body.constants.jaw.length) <= model.shape.wireDiameter
  }

  // MARK: The channel

  private mutating func settleNode(_ k: Int, _ field: NeedleField) {
    let stiffness = NeedleModel.channelStiffness
    let p = field.position(nodes[k].place)
    let (near, across, along) = nodes[k].offset(model, frame, p)
    let t = frame.rotate(model.shape.direction(at: near))
    let beyond = (p - frame.world(model.shape.point(at: near))).dot(t)
    if near >= model.shape.arcLength && beyond > 0 {
      leave(k, field.tick)
      return
    }
    if near <= 0 && beyond < 0 {
      nodes.base[k].status = nodes[k].isMouth ? .passed : .free
      return
    }
    // Friction bears no more than its limit.
    let bears = nodes[k].friction(model, at: near)
    if stiffness * abs(along) > bears {
      let left = bears / stiffness
      nodes.base[k].arc = near - (along > 0 ? left : -left)
      frictionHeat += bears * (abs(along) - left)
    }
    // A path off the arc tears.
    let off = across.length
    let bearable = nodes[k].tissue.tearForce
    let excess = off - bearable / stiffness
    guard excess > 0 else { return }
    let way = min(excess, Self.largestTear)
    tear(nodes[k].bite, way, bearable)
    if field.move(&nodes.base[k].place, by: (-way / off) * across) { nodes.base[k].status = .free }
  }

  private mutating func tear(_ bite: Int32, _ way: Double, _ force: Double) {
    tearWork += force * way
    guard bite >= 0 else { return }
    bites.base[Int(bite)].torn += way
    bites.base[Int(bite)].tearWork += force * way
  }

  /// The tip has been drawn back past a place of its channel.
  private mutating func leave(_ k: Int, _ tick: UInt64) {
    let bite = nodes[k].bite
    nodes.base[k].status = .free
    if nodes[k].isExit {
      // Back in the tissue.
      tip.phase = .inside
      tip.place = nodes[k].place
      openBite = bite
      if bite >= 0 { bites.base[Int(bite)].outcome = .inside }
      return
    }
    guard nodes[k].isMouth else { return }
    for j in 0..<nodes.count where nodes[j].status == .holds && nodes[j].bite == bite { nodes.base[j].status = .free }
    withdraw(bite, tick)
  }

  /// The tip is out where it went in.
  private mutating func withdraw(_ bite: Int32, _ tick: UInt64) {
    tip.phase = .free
    if bite >= 0 {
      bites.base[Int(bite)].outcome = .withdrawn
      bites.base[Int(bite)].endTick = tick
    }
  }

  /// Makes a place of the channel.
  private mutating func lay(_ place: TissuePlace, at arc: Double, mouth: Bool, exit: Bool, bite: Int32) -> Bool {
    for k in 0..<nodes.count where nodes[k].status == .free {
      var node = NeedleNode()
      node.status = .holds
      node.isMouth = mouth
      node.isExit = exit
      node.bite = bite
      node.place = place
      node.arc = arc
      nodes[k] = node
      return true
    }
    return false
  }

  /// The last place of a bite's channel, nearest to the tip; nil if it has none.
  private func last(of bite: Int32) -> Int? {
    var found: Int?
    for k in 0..<nodes.count where nodes[k].status == .holds && nodes[k].bite == bite && !nodes[k].isExit {
      if found == nil || nodes[k].arc > nodes[found!].arc { found = k }
    }
    return found
  }

  // MARK: The tip

  private var tipWay: Vector3D { frame.rotate(model.shape.direction(at: model.shape.arcLength)) }

  /// The tip is in the air: it may have gone below a surface.
  private mutating func meet(_ field: NeedleField) {
    let at = tipPlace
    // In the hole where it has just come out there is nothing to meet, but for the other wall of a cut.
    var way = Vector3D.zero
    for k in 0..<nodes.count where nodes[k].status == .holds && nodes[k].isMouth {
      guard (field.position(nodes[k].place) - at).length < Self.hole else { continue }
      guard nodes[k].place.isInWall(field.paths) else { return }
      way = Vector3D(nodes[k].place.wayOutOfWall(field.vertices, field.paths))
    }
    guard let touch = field.surface.touch(at, field.vertices, field.paths), touch.height <= 0,
      way == .zero || touch.normal.dot(way) < 0
    else { return }
    tip.phase = .denting
    tip.place = touch.place
    tip.face = touch.face
    tip.normal = touch.normal
  }

  /// How far a tip must be from where it came out before it can meet tissue again, m.
  private static var hole: Double { 0.000_5 }

  /// The tip dents a surface: it leaves it, skids on it, or goes in.
  private mutating func dent(_ field: NeedleField) {
    let at = tipPlace
    let normal = field.normal(tip.face, tip.place)
    let d = field.position(tip.place) - at
    let pressure = d.dot(normal)
    guard pressure > 0 else {
      tip.phase = .free
      return
    }
    let force = -NeedleModel.channelStiffness * d.dot(tipWay)
    if force >= model.threshold(in: tip.tissue) && tipWay.dot(normal) < 0 {
      puncture(force, normal, field)
    } else if (d - pressure * normal).length > NeedleModel.catching * pressure {
      tip.phase = .free
      meet(field)
    }
  }

  private mutating func puncture(_ force: Double, _ normal: Vector3D, _ field: NeedleField) {
    let number = biteCount < bites.count ? Int32(biteCount) : -1
    let arc = model.shape.nearest(to: frame.local(field.position(tip.place))).arc
    // Without a place for the mouth nothing goes in.
    guard lay(tip.place, at: arc, mouth: true, exit: false, bite: number) else { return }
    if number >= 0 {
      var bite = NeedleBite()
      bite.tick = field.tick
      bite.entry = field.loaded(tip.place)
      bite.entryNormal = field.loadedNormal(tip.face, tip.place)
      let sine = min(1, max(-1, -tipWay.dot(normal)))
      bite.angle = 0.5 * Double.pi - Trigonometry.acos(sine)
      bite.threshold = force
      bite.edgeDistance = field.surface.edgeDistance(bite.entry, field.rest)
      bites[biteCount] = bite
      biteCount += 1
    }
    openBite = number
    begunNow = number
    tip.phase = .inside
    cut(field)
  }

  /// The tip is in tissue: it cuts on where it presses harder than cutting needs, until it comes out.
  private mutating func cut(_ field: NeedleField) {
    let stiffness = NeedleModel.channelStiffness
    let at = tipPlace
    let way = tipWay
    let d = field.position(tip.place) - at
    let ahead = -d.dot(way)
    guard ahead > 0 else {
      // Drawn back, it goes back through what it has cut.
      let isOut = field.move(&tip.place, by: ahead * way)
      // Where the rest of the channel has been cut open nothing else says that it is out.
      if isOut && last(of: openBite) == nil { withdraw(openBite, field.tick) }
      return
    }
    let across = d + ahead * way
    let off = across.length
    let excess = min(off - tip.tissue.tearForce / stiffness, Self.largestTear)
    if excess > 0 {
      tear(openBite, excess, tip.tissue.tearForce)
      _ = field.move(&tip.place, by: (-excess / off) * across)
    }
    let cutting = model.cutting(in: tip.tissue)
    let step = min(ahead - cutting / stiffness, Self.largestCut)
    guard step > 0 else { return }
    let isOut = field.move(&tip.place, by: step * way)
    cutWork += cutting * step
    let last = last(of: openBite)
    if let last { nodes.base[last].length += step }
    if openBite >= 0 {
      let b = Int(openBite)
      bites.base[b].length += step
      let depth = (bites[b].entry - field.loaded(tip.place)).dot(bites[b].entryNormal)
      bites.base[b].depth = max(bites[b].depth, depth)
    }
    let p = field.position(tip.place)
    if isOut {
      tip.phase = .free
      if openBite >= 0 {
        let b = Int(openBite)
        bites.base[b].outcome = .through
        bites.base[b].endTick = field.tick
        bites.base[b].exit = field.loaded(tip.place)
        if let face = field.surface.face(of: tip.place, field.paths) {
          bites.base[b].exitNormal = field.loadedNormal(face, tip.place)
        }
      }
      _ = lay(tip.place, at: model.shape.nearest(to: frame.local(p)).arc, mouth: true, exit: true, bite: openBite)
    } else if let last, nodes[last].length >= Self.spacing {
      // Where the needle is, so that the new place holds nothing yet.
      var place = tip.place
      let near = model.shape.nearest(to: frame.local(p)).arc
      guard !field.move(&place, by: frame.world(model.shape.point(at: near)) - p) else { return }
      _ = lay(place, at: near, mouth: false, exit: false, bite: openBite)
    }
  }
}
