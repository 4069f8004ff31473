import Frames

/// Whether a header can be scored by at all: a log may come from anywhere.
enum HeaderCheck {
  /// One sentence for each fault; empty if there is none.
  static func faults(_ header: SessionHeader) -> [String] {
    var faults: [String] = []
    let truth = header.truth
    let vessel = truth.vessel
    if header.practice != nil { faults.append("The session is a practice run: it is not assessed.") }
    if truth.schema != 1 { faults.append("The scene truth has schema \(truth.schema); this scorer reads 1.") }
    let sizes = [vessel.outerRadius, vessel.length, vessel.accessibleAngle]
    if !sizes.allSatisfy({ $0.isFinite && $0 > 0 }) || vessel.outerRadius > 0.05 || vessel.length > 0.2
      || vessel.accessibleAngle > Double.pi || !vessel.siteZone.lowerBound.isFinite
      || !vessel.siteZone.upperBound.isFinite
    {
      faults.append("The vessel's sizes are not those of a vessel.")
    }
    if !truth.requiredMargin.isFinite || truth.requiredMargin < 0 {
      faults.append("The required margin is not a distance.")
    }
    if let knot = truth.knot, ![knot.axial, knot.threadDiameter].allSatisfy({ $0.isFinite && $0 > 0 }) {
      faults.append("The knot has no proper place or thread.")
    }
    for lesion in truth.lesions {
      let radii = [lesion.circumferentialRadius, lesion.axialRadius]
      let place = [lesion.center.angle, lesion.center.axial]
      // An angle is turned back into one turn by steps, so it must be near to begin with.
      if !radii.allSatisfy({ $0.isFinite && $0 > 0 }) || !place.allSatisfy({ $0.isFinite && abs($0) < 10 }) {
        faults.append("Lesion \(lesion.id) has no proper place or size.")
      }
    }
    if truth.isExercise, header.rubric.items.isEmpty {
      faults.append("The exercise is not graded.")
    } else {
      faults += rubricFaults(header.rubric)
    }
    return faults
  }

  private static func rubricFaults(_ rubric: Rubric) -> [String] {
    var faults: [String] = []
    for gate in rubric.gates where Gate(rawValue: gate) == nil {
      faults.append("The rubric names a gate that this scorer does not know: \(gate).")
    }
    for item in rubric.items {
      switch Metric(rawValue: item.metric) {
      case nil: faults.append("Rubric item \(item.id) looks at an unknown metric: \(item.metric).")
      case .some(let metric) where metric.isFormative:
        faults.append("Rubric item \(item.id) gives points for \(item.metric), which is only formative.")
      default: break
      }
      let full = item.full.value
      let none = item.none.value
      if !item.points.isFinite || item.points < 0 || !full.isFinite || !none.isFinite || full == none {
        faults.append("Rubric item \(item.id) has no proper scale.")
      }
    }
    let numbers = [
      rubric.minimumRatedShare, rubric.coverageForPace, rubric.palpationForce, rubric.excessiveForce,
      rubric.palpationRadius, rubric.markTolerance, rubric.markLimit, rubric.idleSpeed, rubric.idleTime,
    ]
    if !numbers.allSatisfy({ $0.value.isFinite && $0.value >= 0 && $0.value < 1e9 })
      || rubric.palpationRadius.value == 0
    {
      faults.append("The rubric has a number that is negative or not finite.")
    }
    if !(rubric.items.reduce(0) { $0 + $1.points } > 0) { faults.append("The rubric has no points to give.") }
    return faults
  }
}
