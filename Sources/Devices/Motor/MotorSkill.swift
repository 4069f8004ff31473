/// How well a hand moves. People come from `TraineeTable`; `machine` is what no person is.
struct MotorSkill {
  var reactionTicks: Int
  var tremorAmplitude: Double
  var tremorFrequency: Double
  var tremorBandwidth: Double
  var reachNoise: Double
  var durationNoise: Double
  var fittsIntercept: Double
  var fittsSlope: Double
  var peakSpeed: Double
  var correctionTolerance: Double
  var correctionLatency: Double
  var stitchNoise: Double
  var forceNoise: Double

  init(_ level: TraineeLevel) {
    reactionTicks = Int((TraineeTable.reactionTime[level] * 1000).rounded())
    tremorAmplitude = TraineeTable.tremorAmplitude[level]
    tremorFrequency = TraineeTable.tremorFrequency[level]
    tremorBandwidth = TraineeTable.tremorBandwidth[level]
    reachNoise = TraineeTable.reachNoise[level]
    durationNoise = TraineeTable.durationNoise[level]
    fittsIntercept = TraineeTable.fittsIntercept[level]
    fittsSlope = TraineeTable.fittsSlope[level]
    peakSpeed = TraineeTable.peakSpeed[level]
    correctionTolerance = TraineeTable.correctionTolerance[level]
    correctionLatency = TraineeTable.correctionLatency[level]
    stitchNoise = TraineeTable.stitchNoise[level]
    forceNoise = TraineeTable.forceNoise[level]
  }

  /// A hand without noise, tremor or variation, as only a program has it.
  static var machine: MotorSkill {
    var m = MotorSkill(.resident)
    m.tremorAmplitude = 0
    m.reachNoise = 0
    m.durationNoise = 0
    m.stitchNoise = 0
    m.forceNoise = 0
    return m
  }
}
