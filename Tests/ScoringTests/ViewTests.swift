import Frames
import Scoring
import SimMath
import Testing

@Suite struct ViewTests {
  static func card(_ freeze: (inout SessionBuilder) -> Void) -> Scorecard {
    var session = SessionBuilder()
    freeze(&session)
    session.site(0, 0.04)
    return session.finish()
  }

  @Test func allFive() {
    let card = Self.card { $0.freezeAll() }
    #expect(card.value(.viewsComplete) == 1)
    #expect(card.item("views")?.points == 14)
    #expect(card.lost(.viewMissing).isEmpty)
  }

  @Test func aViewTwiceCountsOnce() {
    let card = Self.card {
      $0.freeze(.shortAxisMid, axial: 0.030, turn: SessionBuilder.across)
      $0.freeze(.shortAxisMid, axial: 0.031, turn: SessionBuilder.across)
    }
    #expect(isClose(card.value(.viewsComplete), 0.2))
    #expect(card.lost(.viewMissing).count == 4)
    #expect(card.lost(.viewMissing).allSatisfy { isClose($0.points, 14 * 0.2) })
  }

  @Test func aMisnamedViewDoesNotCountAndCosts() throws {
    let card = Self.card {
      $0.freezeAll()
      $0.freeze(.shortAxisDistal, axial: 0.010, turn: SessionBuilder.across)
    }
    #expect(isClose(card.value(.viewsComplete), 4.75 / 5))
    let lost = try #require(card.lost(.viewMisnamed).first)
    #expect(lost.arguments == ["view": 3, "shown": 1])
    #expect(isClose(lost.points, 14 * 0.05))
    #expect(lost.reason == "View 1 was frozen but named view 3.")
  }

  @Test func namingOnePictureFiveTimesDoesNotPay() {
    let spam = Self.card {
      for view in UltrasoundView.allCases { $0.freeze(view, axial: 0.010, turn: SessionBuilder.across) }
    }
    #expect(spam.value(.viewsComplete) == 0)
    #expect(isClose(spam.deductions.filter { $0.rule.hasPrefix("views.") }.reduce(0) { $0 + $1.points }, 14))
  }

  @Test func tiltAndPlaceAreLimited() throws {
    // 19 degrees off still counts, 25 does not; nor does a slice between the planes.
    let degrees = Float.pi / 180
    #expect(isClose(Self.card { $0.freeze(.shortAxisMid, axial: 0.03, turn: 19 * degrees) }.value(.viewsComplete), 0.2))
    let tilted = Self.card { $0.freeze(.shortAxisMid, axial: 0.03, turn: 45 * degrees) }
    #expect(tilted.value(.viewsComplete) == 0)
    let lost = try #require(tilted.lost(.viewMisplaced).first)
    #expect(isClose(lost.arguments["tilt_deg"], 45, 1e-3))
    #expect(tilted.lost(.viewMissing).count == 4)
    // Turned by half a turn it is the same plane.
    let turned = Self.card { $0.freeze(.shortAxisMid, axial: 0.03, turn: Float.pi) }
    #expect(isClose(turned.value(.viewsComplete), 0.2))
    // The arch belongs to the distal end.
    // The middle of a 30 mm probe whose end reaches the end of the vessel is 15 mm before it.
    let reaching = Self.card { $0.freeze(.longAxisArch, axial: 0.045, turn: SessionBuilder.along) }
    #expect(isClose(reaching.value(.viewsComplete), 0.2))
    let arch = Self.card { $0.freeze(.longAxisArch, axial: 0.030, turn: SessionBuilder.along) }
    #expect(arch.value(.viewsComplete) == 0)
    #expect(arch.lost(.viewMisnamed).first?.arguments == ["view": 5, "shown": 4])
  }

  @Test func aSliceFromTheSideIsStillAcross() {
    let card = Self.card { session in
      session.tool = .ultrasoundProbe
      let place = SessionBuilder.at(0.8, 0.03)
      let turn = Quaternion(axis: Vector3(0, 0, 1), angle: -0.8)
      session.event(
        .viewFrozen, UltrasoundView.shortAxisMid.rawValue, at: place,
        pose: Pose(position: SessionBuilder.surface(place), orientation: turn))
    }
    #expect(isClose(card.value(.viewsComplete), 0.2))
  }
}
