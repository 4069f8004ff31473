import Frames

/// Every number of the scripted trainees, from motor and perception data. Which were changed after watching trainees, and on
/// which patients, is said in the module's page. Columns: expert, resident, novice.
public enum TraineeTable {
  // MARK: Moving

  public static let reactionTime = LevelValue(
    0.20, 0.22, 0.25, unit: "s", meaning: "from a touch or picture to the first movement that answers it",
    source: "mean simple reaction about 0.16 s to touch and 0.19 s to light (Kosinski's review; Welford 1980), 0.22 s "
      + "in Laming 1968; the slower end since something must be judged",
    status: .assumption)
  public static let tremorAmplitude = LevelValue(
    0.05e-3, 0.08e-3, 0.12e-3, unit: "m", meaning: "root mean square of tremor along each axis",
    source: "eye surgeons holding still: 49 um rms, 133 um when actuating (Riviere, Rader, Khosla 1997); less with "
      + "experience (Muerbe et al. 2001)",
    status: .assumption)
  public static let tremorFrequency = LevelValue(
    9.8, 9.8, 9.8, unit: "Hz", meaning: "centre of tremor",
    source: "physiological tremor 8 to 12 Hz; 8.1 Hz mean in otosurgery (Muerbe et al. 2001), 10 Hz in force tasks",
    status: .published)
  public static let tremorBandwidth = LevelValue(
    1.5, 1.5, 1.5, unit: "Hz", meaning: "full width at half power of each of tremor's two resonators",
    source: "chosen so that the peak fills 8 to 12 Hz", status: .assumption)
  public static let reachNoise = LevelValue(
    0.03, 0.045, 0.06, unit: "1", meaning: "standard deviation of a reach's endpoint over its length",
    source: "noise grows with the command (Harris and Wolpert 1998; van Beers, Haggard, Wolpert 2004); some per cent "
      + "of the amplitude",
    status: .assumption)
  public static let durationNoise = LevelValue(
    0.05, 0.07, 0.10, unit: "1", meaning: "standard deviation of a movement's duration over its mean",
    source: "temporal noise of execution (van Beers, Haggard, Wolpert 2004)", status: .assumption)
  public static let fittsIntercept = LevelValue(
    0.08, 0.10, 0.14, unit: "s", meaning: "duration of a reach of zero difficulty",
    source: "Fitts 1954, aimed tapping", status: .assumption)
  public static let fittsSlope = LevelValue(
    0.10, 0.11, 0.13, unit: "s", meaning: "duration that each bit of difficulty adds, target 3 mm wide",
    source: "about 0.1 s per bit (Fitts 1954)", status: .published)
  public static let peakSpeed = LevelValue(
    0.35, 0.35, 0.40, unit: "m/s", meaning: "no reach is faster at its peak",
    source: "unhurried work in a field of 60 mm", status: .assumption)
  public static let correctionTolerance = LevelValue(
    1.5e-3, 2.0e-3, 3.0e-3, unit: "m", meaning: "a miss larger than this is seen and corrected by a second movement",
    source: "optimised submovements (Meyer et al. 1988)", status: .assumption)
  public static let correctionLatency = LevelValue(
    0.12, 0.15, 0.18, unit: "s", meaning: "from the end of a reach to its correction",
    source: "visual corrections follow after 0.1 to 0.2 s (Meyer et al. 1988); seen during the reach already",
    status: .assumption)

  public static let stitchNoise = LevelValue(
    0.1e-3, 0.2e-3, 0.4e-3, unit: "m", meaning: "standard deviation of where a needle goes in from where it was meant to",
    source: "developers' choice: under loupes, twice the expert's tremor and more", status: .assumption)

  // MARK: Pressing and feeling

  public static let forceNoise = LevelValue(
    0.07, 0.14, 0.25, unit: "1", meaning: "standard deviation of the force aimed at over its mean",
    source: "just-noticeable difference of force 7% (Pang, Tan, Durlach 1991) bounds the expert", status: .assumption)
  public static let pressForce = LevelValue(
    1.1, 1.2, 1.35, unit: "N", meaning: "mean force of a palpating press",
    source: "gentle palpation; novices use 22.7% more force than experts (published, see the project's validation "
      + "page)",
    status: .assumption)
  public static let pressSeconds = LevelValue(
    0.50, 0.60, 0.75, unit: "s", meaning: "time of feeling at a place",
    source: "two or three presses of a palpating finger", status: .assumption)
  public static let pressCycles = LevelValue(
    2, 2, 2, unit: "1", meaning: "presses within that time", source: "4 Hz is a comfortable tapping rate",
    status: .assumption)
  public static let pressDepth = LevelValue(
    0.6e-3, 0.6e-3, 0.7e-3, unit: "m", meaning: "how far the hand goes in and out at each of these presses",
    source: "about half a newton on a wall of 1 to 3 kN/m", status: .assumption)
  public static let roll = LevelValue(
    2.5e-3, 2.0e-3, 0, unit: "m", meaning: "how far the tip rolls to each side while feeling",
    source: "palpation is pressing and rolling; novices only press", status: .assumption)
  public static let stiffnessNoise = LevelValue(
    0.15, 0.18, 0.23, unit: "1", meaning: "standard deviation of a judged stiffness over the stiffness",
    source: "Weber fraction of stiffness 15% (Bergmann Tiest and Kappers 2009), 22% (Tan et al. 1995), 23% (Jones and "
      + "Hunter 1990)",
    status: .published)
  public static let feltContrast = LevelValue(
    0.30, 0.30, 0.25, unit: "1", meaning: "a place that feels this much stiffer than others like it is suspected",
    source: "two just-noticeable differences of the expert, about one of the novice, who does not press again",
    status: .assumption)
  public static let tether = LevelValue(
    4.4e-3, 4.4e-3, 4.4e-3, unit: "m",
    meaning: "distance over which the hold of a fixed end on the wall is expected to fade",
    source: "decay of edge bending in a thin tube, (R t)^(1/2) / (3 (1 - nu^2))^(1/4): 4.4 mm for R 15 mm, t 2 mm, "
      + "nu 0.45",
    status: .assumption)
  public static let confirmedContrast = LevelValue(
    0.18, 0.20, 0.25, unit: "1", meaning: "mean contrast of the confirming presses that makes a lesion believed",
    source: "over one just-noticeable difference, now that several presses agree", status: .assumption)
  public static let confirmingPresses = LevelValue(
    6, 4, 0, unit: "1", meaning: "presses at and around a suspected place before it is believed and marked",
    source: "more force and time where something was found (Laufer, Klatzky, Pugh 2024)", status: .assumption)
  public static let spacing = LevelValue(
    10.5e-3, 12e-3, 16e-3, unit: "m", meaning: "largest distance between neighbouring places of palpation",
    source: "thorough and sporadic searches differ in the area covered (Azari et al. 2015)", status: .assumption)
  public static let aimNoise = LevelValue(
    0.5e-3, 1.0e-3, 2.5e-3, unit: "m", meaning: "standard deviation of where a place of the plan is taken to be",
    source: "no marks are drawn on the vessel", status: .assumption)
  public static let hesitation = LevelValue(
    0.03, 1.0, 3.2, unit: "s", meaning: "mean pause for thought before each place",
    source: "experts work in chunks without pauses", status: .assumption)

  // MARK: Ultrasound

  public static let probeForce = LevelValue(
    0.9, 1.0, 1.2, unit: "N", meaning: "mean force of the ultrasound probe on the wall",
    source: "enough to keep contact over a heart beat", status: .assumption)
  public static let sweepSpeed = LevelValue(
    0.018, 0.022, 0.03, unit: "m/s", meaning: "speed of a sweep along the vessel",
    source: "slow enough to see 2 mm at 10 pictures a second", status: .assumption)
  public static let lookInterval = LevelValue(
    0.10, 0.12, 0.20, unit: "s", meaning: "time from one picture taken in to the next",
    source: "three to ten fixations a second in visual search", status: .assumption)
  public static let sweepsBetweenViews = LevelValue(
    1, 1, 0, unit: "1", meaning: "1: slides from view to view with the picture on; 0: only places the views",
    source: "epiaortic scans are swept from proximal to distal", status: .assumption)
  public static let sweepsSides = LevelValue(
    1, 0.85, 0.1, unit: "1", meaning: "probability that each side of the vessel is swept as well",
    source: "the lateral wall is the one that is forgotten", status: .assumption)
  public static let viewDwell = LevelValue(
    0.45, 0.60, 0.90, unit: "s", meaning: "time of holding still for a frozen view", source: "developers' choice",
    status: .assumption)
  public static let viewForgotten = LevelValue(
    0, 0.05, 0.25, unit: "1", meaning: "probability that a view is left out", source: "developers' choice",
    status: .assumption)
  public static let softOverlooked = LevelValue(
    0.0, 0.12, 0.55, unit: "1", meaning: "probability that soft thickening in the picture is not recognised",
    source: "soft atheroma is the finding that is missed", status: .assumption)
  public static let calciumOverlooked = LevelValue(
    0.0, 0.04, 0.20, unit: "1", meaning: "probability that calcium in the picture is not recognised",
    source: "bright and shadowed, harder to miss", status: .assumption)
  public static let thicknessNoise = LevelValue(
    0.12e-3, 0.2e-3, 0.4e-3, unit: "m", meaning: "standard deviation of the wall's thickness as read from a picture",
    source: "pixels of 0.1 to 0.2 mm", status: .assumption)
  public static let thicknessCriterion = LevelValue(
    0.6e-3, 0.8e-3, 1.2e-3, unit: "m", meaning: "thickening over the usual wall that is called a lesion",
    source: "grade I to II is thickening of less than 3 mm in all", status: .assumption)
  public static let edgeAllowance = LevelValue(
    1.0e-3, 0.5e-3, 0, unit: "m", meaning: "how far a lesion is taken to reach beyond what was seen of it",
    source: "plaques taper off", status: .assumption)

  // MARK: Deciding

  public static let feelsAgain = LevelValue(
    1, 0.5, 0, unit: "1", meaning: "probability that calcium seen but not felt before is sought by touch again",
    source: "developers' choice", status: .assumption)
  public static let marginShare = LevelValue(
    1.15, 1.0, 0.6, unit: "1", meaning: "share of the required margin that is taken to be enough for a site",
    source: "one who knows how exactly a lesion's edge is seen keeps that much more; a novice takes what looks free",
    status: .assumption)

  /// The whole table by name, for documentation and tests.
  public static let all: [(name: String, value: LevelValue)] = [
    ("reactionTime", reactionTime), ("tremorAmplitude", tremorAmplitude), ("tremorFrequency", tremorFrequency),
    ("tremorBandwidth", tremorBandwidth), ("reachNoise", reachNoise), ("durationNoise", durationNoise),
    ("fittsIntercept", fittsIntercept), ("fittsSlope", fittsSlope), ("peakSpeed", peakSpeed),
    ("correctionTolerance", correctionTolerance), ("correctionLatency", correctionLatency), ("stitchNoise", stitchNoise),
    ("forceNoise", forceNoise),
    ("pressForce", pressForce), ("pressSeconds", pressSeconds), ("pressCycles", pressCycles),
    ("pressDepth", pressDepth), ("roll", roll), ("stiffnessNoise", stiffnessNoise), ("feltContrast", feltContrast),
    ("tether", tether), ("confirmedContrast", confirmedContrast),
    ("confirmingPresses", confirmingPresses), ("spacing", spacing), ("aimNoise", aimNoise), ("hesitation", hesitation),
    ("probeForce", probeForce), ("sweepSpeed", sweepSpeed), ("lookInterval", lookInterval),
    ("sweepsBetweenViews", sweepsBetweenViews), ("sweepsSides", sweepsSides), ("viewDwell", viewDwell),
    ("viewForgotten", viewForgotten), ("softOverlooked", softOverlooked), ("calciumOverlooked", calciumOverlooked),
    ("thicknessNoise", thicknessNoise), ("thicknessCriterion", thicknessCriterion), ("edgeAllowance", edgeAllowance),
    ("feelsAgain", feelsAgain), ("marginShare", marginShare),
  ]
}
