import Frames
import SimMath
import Testing
import Validation

@testable import Simulation

/// Eight lanes and sixteen: who goes side by side, and that nobody can tell the difference.
@Suite struct LaneWidthTests {
  /// Of each vertex every tetrahedron once, in order; what stands in for a missing one is its own first, or that of the quartet's
  /// first vertex, and has no gradient.
  private func check(
    batches: [Int32], start: [Int32], rounds: [Int32], incident: [[Int32]], _ comment: Comment
  ) {
    #expect(start.count == batches.count / 4 + 1 && start[0] == 0, comment)
    for quartet in 0..<(batches.count / 4) {
      let vertices = batches[(4 * quartet)..<(4 * quartet + 4)].map { Int($0) }
      let lists = vertices.map { $0 < 0 ? [] : incident[$0] }
      let range = Int(start[quartet])..<Int(start[quartet + 1])
      #expect(range.count == lists.map(\.count).max()!, comment)
      for r in range {
        let (t, node) = (rounds[(8 * r)..<(8 * r + 4)].map { $0 }, rounds[(8 * r + 4)..<(8 * r + 8)].map { $0 })
        for lane in 0..<4 {
          let k = r - range.lowerBound
          if k < lists[lane].count {
            #expect(10 * t[lane] + node[lane] == lists[lane][k], comment)
          } else {
            #expect(node[lane] == 10 && t[lane] == (lists[lane].first ?? lists[0][0]) / 10, comment)
          }
        }
      }
    }
  }

  @Test func roundsHoldEveryTetrahedronOnce() throws {
    for (name, model) in [
      ("aorta", try Scene.aorta()), ("block", try CuttingTests.block(cuts: 20)),
      ("shell", try ShellTests.model(ShellTests.sheet(ShellTests.silk))),
    ] {
      let tissue = model.tissue
      let n = tissue.vertexCount
      let incident = (0..<n).map { v in
        (Int(tissue.pairStart[v])..<Int(tissue.pairStart[v + 1])).map { tissue.pairs[$0] }
      }
      check(
        batches: (0..<tissue.batches.count).map { tissue.batches[$0] },
        start: (0..<tissue.roundStart.count).map { tissue.roundStart[$0] },
        rounds: (0..<tissue.rounds.count).map { tissue.rounds[$0] }, incident: incident, "\(name)")
    }
  }

  /// After a cut the tables in the state are as those of a new body would be.
  @Test func roundsFollowACut() throws {
    let model = try CuttingTests.block(cuts: 20)
    var state = SimulationState(model: model)
    let before = state.cut.elementCount
    CuttingTests.cut(&state, model, through: Vector3(0.045, 0.05, 0.05), normal: Vector3(1, 0, 0), along: Vector3(0, 1, 0))
    #expect(state.cut.elementCount > before)
    let tables = TissueTables(model.tissue, state.cut)
    let n = model.tissue.vertexCount
    let batches = (0..<model.tissue.batches.count).map { tables.batches[$0] }
    let start = (0...(batches.count / 4)).map { tables.roundStart[$0] }
    check(
      batches: batches, start: start, rounds: (0..<(8 * Int(start.last!))).map { tables.rounds[$0] },
      incident: (0..<n).map { v in (Int(tables.pairStart[v])..<Int(tables.pairStart[v + 1])).map { tables.pairs[$0] } },
      "cut")
  }

  /// Blades, threads and needles at random.
  @Test(.enabled(if: LaneWidth.widest == .sixteen, "a processor without AVX-512 has one width"))
  func stormHasTheSameBits() throws {
    func hashes(_ lanes: LaneWidth) throws -> [UInt64] {
      var storm = try SewnStorm(seed: 5)
      return try storm.run(ticks: 400, lanes: lanes).hashes
    }
    let eight = try hashes(.eight)
    #expect(eight.count == 4)
    #expect(try hashes(.sixteen) == eight)
  }

  /// Vertices of shells alone beside those of tetrahedra.
  @Test(.enabled(if: LaneWidth.widest == .sixteen, "a processor without AVX-512 has one width"))
  func shellsHaveTheSameBits() throws {
    let model = try ShellTests.model(ShellTests.sheet(ShellTests.silk))
    func digests(_ lanes: LaneWidth) -> [UInt32] {
      var state = SimulationState(model: model)
      let team = WorkerTeam(lanes: lanes)
      return (0..<200).map { _ in step(model, &state, .untouched(state.nextTick), on: team).digest }
    }
    #expect(digests(.eight) == digests(.sixteen))
  }
}
