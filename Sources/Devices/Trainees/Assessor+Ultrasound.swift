import Frames
import SimMath

extension Assessor {
  static let patchRows = 6
  static let patchColumns = 8

  /// The order of the scan: the five views from the front, with sweeps between them where the level does so; the
  /// sides follow when the trainee has seen how much of the vessel one placing shows.
  func planScan() {
    let length = context.vessel.length
    let inset = 6e-3
    let thirds = [length / 6, length / 2, length * 5 / 6]
    let shortViews: [UltrasoundView] = [.shortAxisProximal, .shortAxisMid, .shortAxisDistal]
    let sweeps = TraineeTable.sweepsBetweenViews[level] > 0
    func front(_ axial: Double) -> HandPlace { HandPlace(angle: 0, axial: axial, height: 0) }
    func along(_ axial: Double) -> HandPlace {
      HandPlace(angle: 0, axial: axial, height: 0, turn: 0.5 * Double.pi)
    }

    if sweeps { scanSteps.append(.place(front(inset))) }
    for (axial, view) in zip(thirds, shortViews) {
      let forgotten = chance(TraineeTable.viewForgotten[level])
      if sweeps {
        scanSteps.append(.sweep(front(axial)))
        if !forgotten { scanSteps.append(.view(view)) }
      } else if !forgotten {
        scanSteps += [.place(front(axial)), .view(view), .lift]
      }
    }
    if sweeps { scanSteps += [.sweep(front(length - inset)), .lift] }
    // The arch view lies at the distal end, as far as the probe's length allows.
    for (axial, view) in [(length - 15e-3, UltrasoundView.longAxisArch), (length / 2, .longAxisAscending)]
    where !chance(TraineeTable.viewForgotten[level]) {
      scanSteps += [.place(along(axial)), .view(view), .lift]
    }
    scanSteps.append(.planSides)
  }

  /// Places to the sides so that what a placing shows overlaps its neighbour and reaches the limit of reach.
  private func planSides() {
    let inset = 6e-3
    var width = 0.0
    for (i, n) in coveredCount.enumerated() where 2 * n >= lookCount && lookCount > 0 { width = Double(i + 1) * 0.05 }
    guard width > 0.1 else { return }
    let step = min(1.05, 1.6 * width)
    var up = false
    for side in [1.0, -1.0] {
      guard chance(TraineeTable.sweepsSides[level]) else { continue }
      var angle = 0.0
      while angle + width < reach && angle < 4 * step {
        angle = min(angle + step, reach)
        let ends = (inset, context.vessel.length - inset)
        let (from, to) = up ? ends : (ends.1, ends.0)
        scanSteps += [
          .place(HandPlace(angle: side * angle, axial: from, height: 0)),
          .sweep(HandPlace(angle: side * angle, axial: to, height: 0)), .lift,
        ]
        up.toggle()
        if angle >= reach { break }
      }
    }
  }

  func scanActs(_ step: ScanStep, from place: HandPlace) -> [Act] {
    let force = TraineeTable.probeForce[level]
    switch step {
    case .place(let target):
      let above = target.raised(to: hover)
      let depth = expectedDepth(at: VesselCoordinate(angle: target.angle, axial: target.axial))
      // A turn of the probe and a way round the vessel are made well above it.
      return [
        .reach(above), .move(above.raised(to: -0.8 * depth), seconds: 0.3),
        .contact(force: force, seconds: 0.3, look: true),
      ]
    case .view(let view):
      return [
        .contact(force: force, seconds: TraineeTable.viewDwell[level], look: true),
        .command(.freezeView, view.rawValue), .contact(force: force, seconds: 0.1, look: true),
      ]
    case .sweep(let target):
      let seconds = abs(target.axial - place.axial) / TraineeTable.sweepSpeed[level]
      guard seconds > 0.05 else { return [] }
      return [.slide(target, seconds: seconds + 0.1, force: force, look: true)]
    case .lift:
      return [.move(place.raised(to: clearance), seconds: 0.3)]
    case .planSides:
      planSides()
      return []
    }
  }

  /// Takes in one picture: where along each line does the wall look too thick or too bright?
  func look(_ feedback: Feedback) {
    guard feedback.tool == .ultrasoundProbe, feedback.image.width > 0 else { return }
    let image = feedback.image
    // Each picture is taken in once; the screen may show new ones less often than this person looks.
    guard image.tick != lastImage else { return }
    if let last = lastLook, feedback.tick.seconds - last.seconds < TraineeTable.lookInterval[level] { return }
    lastLook = feedback.tick
    lastImage = image.tick
    let across = Vector3D(feedback.toolPose.orientation.rotate(Vector3(1, 0, 0)))
    let away = Vector3D(feedback.toolPose.orientation.rotate(Vector3(0, 1, 0)))
    let tip = Vector3D(feedback.toolPose.position)
    let tool = VesselCoordinate(anatomy: feedback.toolPose.position)
    let misreading = TraineeTable.thicknessNoise[level] * bell()
    let usual = usualWall

    var looks: [(place: VesselCoordinate, look: BeliefMap.Look)] = []
    var covered: [Bool] = Array(repeating: false, count: coveredCount.count)
    for i in 0..<64 {
      let line = image.lines[i]
      guard line.echo != .noContact else { continue }
      let x = ((Double(i) + 0.5) / 64 - 0.5) * Double(image.width)
      let outer = tip + x * across - Double(line.outerDepth) * away
      let inner = tip + x * across - Double(line.innerDepth) * away
      let outerRadius = (outer.x * outer.x + outer.y * outer.y).squareRoot()
      let innerRadius = (inner.x * inner.x + inner.y * inner.y).squareRoot()
      guard outerRadius > 0 else { continue }
      // A line that grazes the wall by more than 60 degrees cannot be read.
      guard (outer.x * away.x + outer.y * away.y) / outerRadius > 0.5 else { continue }
      let place = VesselCoordinate(anatomy: Vector3(outer))
      let aside = abs(tool.offset(to: place, radius: 1).circumferential)
      covered[min(covered.count - 1, Int(aside / 0.05))] = true
      let thickness = outerRadius - innerRadius
      if line.echo == .calcium {
        looks.append((place, .calcium))
      } else {
        wallHistogram[min(wallHistogram.count - 1, max(0, Int(thickness / 0.1e-3)))] += 1
        wallCount += 1
        // Grey inside the wall helps to believe in a small thickening.
        let criterion = TraineeTable.thicknessCriterion[level] * (line.echo == .softPlaque ? 0.5 : 1)
        looks.append((place, thickness + misreading - usual > criterion ? .soft : .clear))
      }
    }
    guard !looks.isEmpty else { return }
    // Only across the vessel does a picture tell how far round it shows.
    if abs(across.z) < 0.5 {
      lookCount += 1
      for (i, c) in covered.enumerated() where c { coveredCount[i] += 1 }
    }
    note(looks)
  }

  /// Puts a picture's lines into the map: fewer than three suspicious lines side by side are taken for speckle, and
  /// what is not recognised is taken for clear.
  private func note(_ looks: [(place: VesselCoordinate, look: BeliefMap.Look)]) {
    var i = 0
    while i < looks.count {
      guard looks[i].look != .clear else {
        map.add(.clear, at: looks[i].place)
        i += 1
        continue
      }
      var end = i
      while end < looks.count, looks[end].look != .clear { end += 1 }
      for j in i..<end {
        let speckle = end - i < 3
        map.add(!speckle && isRecognised(looks[j]) ? looks[j].look : .clear, at: looks[j].place)
      }
      i = end
    }
  }

  /// Whether this person recognises such a thing at such a place: settled at the first look, since one who does not
  /// know what to look for does not see it at the second look either.
  private func isRecognised(_ seen: (place: VesselCoordinate, look: BeliefMap.Look)) -> Bool {
    let row = min(
      Self.patchRows - 1, max(0, Int(seen.place.axial / context.vessel.length * Double(Self.patchRows))))
    let turn = (seen.place.angle + Double.pi) / (2 * Double.pi)
    let column = min(Self.patchColumns - 1, max(0, Int(turn * Double(Self.patchColumns))))
    let bright = seen.look == .calcium
    let i = 2 * (row * Self.patchColumns + column) + (bright ? 1 : 0)
    if let known = recognised[i] { return known }
    let p = bright ? TraineeTable.calciumOverlooked[level] : TraineeTable.softOverlooked[level]
    let answer = !chance(p)
    recognised[i] = answer
    return answer
  }

  /// The wall's usual thickness as seen so far (the median), m; 2 mm, as books say, before much was seen.
  private var usualWall: Double {
    guard wallCount >= 200 else { return 2e-3 }
    var n = 0
    for (i, count) in wallHistogram.enumerated() {
      n += count
      if 2 * n >= wallCount { return (Double(i) + 0.5) * 0.1e-3 }
    }
    return 2e-3
  }

  func readPictures() {
    lesionsSeen = map.lesionsSeen(leastCells: 3)
    if lesionsSeen.count > 8 { lesionsSeen = Array(lesionsSeen.prefix(8)) }
  }
}
