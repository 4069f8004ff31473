import Frames
import SimMath
import Testing
@testable import Devices

@Test func diag() throws {
  for spec in ["expert", "resident", "novice", "mark-all", "no-touch", "idle-finish", "poke-grid"] {
    for (n, lesions) in [
      [], [LesionTruth.test(.calcified, angle: 20, axial: 25, size: 7)],
      [LesionTruth.test(.soft, angle: -30, axial: 42, size: 7), LesionTruth.test(.calcified, angle: 50, axial: 20, size: 6)],
      [LesionTruth.test(.soft, angle: 0, axial: 41, size: 18)],
    ].enumerated() {
      var ph = Phantom(); ph.lesions = lesions
      for seed in [1, 2] as [UInt64] {
      let r = try PhantomRun(spec, phantom: ph, seed: seed)
      let p = r.phantom
      print(spec, n, "s", r.seconds, "peakF", r.peakForce, "v", r.peakSpeed, "press", Double(r.pressedTicks)/1000, "views", p.views.map(\.view.rawValue), "site", r.siteMargin.map { $0*1000 } as Any, p.declaredNone, "refused", p.refused)
      for m in p.marks { print("   mark", m.tool, m.finding, m.place.angle*180/3.14159, m.place.axial*1000) ; if p.marks.count > 10 { print("...", p.marks.count); break } }
      }
    }
  }
}
