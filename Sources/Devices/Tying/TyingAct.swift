/// What hands that tie do next. What is seen when an act begins decides where it leads.
enum TyingAct {
  /// The forceps go, open, to the long end, and close on it; they go with it where it falls.
  case goToStrand, takeStrand
  /// The needle holder goes, closed, beside where the strand is to lie on its jaws, and between the strands.
  case goBeside, goBetween
  /// The forceps wind the long strand round its jaws.
  case wind
  /// The needle holder goes over the tail, onto it, and closes, at first nearly.
  case goOverTail, goOntoTail, closeNearly, close
  /// It has missed: it opens and goes back.
  case goBack
  /// It goes back along its shaft through the loop with the tail, over to the other side, and both lie apart.
  case withdraw, goThrough, goApart
  /// It stands where the tail is nearly straight; the forceps draw.
  case stretchTail, draw
  /// Both lie apart with tail and strand nearly straight: a tail is bent only where the knot can't turn with it.
  case straighten
  /// The throw has not formed: both go back the way they came, and the tail is let go.
  case undoThrough, undoApart
  /// The tail is bent to where it can be taken again.
  case layTail
  /// Both give way a little; the needle holder opens and goes back along its shaft, and home.
  case slacken, open, leave, goHome
  /// The same with the throw to be begun anew.
  case goAway
  /// The throw is looked at; where the loop is still on the jaws the forceps draw it off.
  case look, drawOff

  static let taking: [TyingAct] = [.goToStrand, .takeStrand]
  static let throwing: [TyingAct] = [
    .goBeside, .goBetween, .wind, .goOverTail, .goOntoTail, .closeNearly, .close, .withdraw, .goThrough, .goApart, .look,
  ]
  /// The tail is in the holder's jaws: it is bent, and both hands go home.
  static let laying: [TyingAct] = [.layTail, .slacken, .open, .leave]
  static let tightening: [TyingAct] = [.stretchTail, .draw] + laying + [.goHome]
  static let undoing: [TyingAct] = [.undoThrough, .undoApart, .straighten] + laying + [.goAway]
  static let grasping: [TyingAct] = [.goOverTail, .goOntoTail, .closeNearly, .close]
  static let graspAgain: [TyingAct] = [.open, .goBack] + grasping
  /// A tail that lies where it can't be taken with a loop on the jaws is bent up.
  static let tidying: [TyingAct] = grasping + [.straighten] + laying + [.goAway]
  /// The jaws hold nothing: they let go of what is on them, and go home.
  static let leaving: [TyingAct] = [.open, .leave, .goAway]
}
