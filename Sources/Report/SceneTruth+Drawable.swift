import Frames

extension VesselTruth {
  /// Itself if it can be drawn, else a vessel of common size: a log may come from anywhere, and a page that says why it
  /// cannot be scored must still be made.
  var drawable: VesselTruth {
    let sizes = [outerRadius, length, accessibleAngle]
    if sizes.allSatisfy({ $0.isFinite && $0 > 0 }), outerRadius <= 0.05, length <= 0.2, accessibleAngle <= Double.pi,
      siteZone.lowerBound >= 0, siteZone.upperBound <= length
    {
      return self
    }
    return VesselTruth(outerRadius: 0.016, wallThickness: 0.002, length: 0.06, accessibleAngle: 1.5, siteZone: 0...0.06)
  }
}

extension SceneTruth {
  /// Itself without what cannot be drawn.
  var drawable: SceneTruth {
    var copy = self
    copy.vessel = vessel.drawable
    copy.requiredMargin = requiredMargin.isFinite ? min(0.1, max(0, requiredMargin)) : 0
    copy.lesions = lesions.filter { lesion in
      [lesion.circumferentialRadius, lesion.axialRadius].allSatisfy { $0.isFinite && $0 > 0 && $0 < 1 }
        && [lesion.center.angle, lesion.center.axial].allSatisfy { $0.isFinite && abs($0) < 10 }
    }
    copy.anastomosis = anastomosis.flatMap { plan in
      let sizes = [plan.seam, plan.gap, plan.biteDistance]
      return sizes.allSatisfy { $0.isFinite && $0 > 0 && $0 < 1 } && plan.stitches > 0 ? plan : nil
    }
    return copy
  }
}
