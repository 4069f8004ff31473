/// What hands that tie do next. What is seen when an act begins decides where it leads.
enum TyingAct {
  /// The forceps close on the long end, and go with it where it falls.
  case takeStrand
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
  /// The throw has not formed: both go back the way they came, and the tail is let go.
  case undoThrough, undoApart
  /// The tail is bent to where it can be taken again.
  case layTail
  /// Both give way a little; the needle holder opens and goes back along its shaft, and home.
  case slacken, open, leave, goHome
  /// The same with the throw to be begun anew.
  case goAway
  /// The throw is looked at.
  case look

  static let throwing: [TyingAct] = [
    .goBeside, .goBetween, .wind, .goOverTail, .goOntoTail, .closeNearly, .close, .withdraw, .goThrough, .goApart, .look,
  ]
  static let tightening: [TyingAct] = [.stretchTail, .draw, .layTail, .slacken, .open, .leave, .goHome]
  static let again: [TyingAct] = [.undoThrough, .undoApart, .open, .leave, .goAway]
  static let graspAgain: [TyingAct] = [.open, .goBack, .goOverTail, .goOntoTail, .closeNearly, .close]
}
