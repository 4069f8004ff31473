import Frames
import Session

/// What a person does after the session: choose a line, look at its moment, try it again.
extension Board {
  /// Chooses another line of the debrief.
  func select(by lines: Int) {
    change { s in
      let count = s.debrief?.moments.count ?? 0
      s.selection = min(max(0, count - 1), max(0, s.selection + lines))
    }
  }

  func select(_ line: Int) { change { $0.selection = line } }

  /// Plays the moment of the chosen line from a few seconds before it; the whole session where nothing was lost.
  func playChosen() {
    change { s in
      guard s.debrief != nil, let player = s.player else { return }
      let moments = s.debrief?.moments ?? []
      s.focus = moments.indices.contains(s.selection) ? moments[s.selection] : nil
      s.phase = .replaying(player)
      s.note = nil
      player.seek(to: s.focus?.start ?? Tick(0))
      player.play(true)
    }
  }

  /// Goes to the moment of another line.
  func playNeighbour(by lines: Int) {
    select(by: lines)
    playChosen()
  }

  /// From the replay back to the debrief.
  func leaveReplay() {
    change { s in
      guard let player = s.replay else { return }
      player.play(false)
      s.phase = .ended(s.debrief)
    }
  }

  /// Asks for the step to be tried again from before a moment: that of the chosen line, or the one that is looked at.
  func retry() {
    let tick = change { s -> Tick? in
      let moments = s.debrief?.moments ?? []
      var tick: Tick?
      if let player = s.replay {
        player.play(false)
        tick = player.state.tick
      } else if s.showsDebrief, s.player != nil, moments.indices.contains(s.selection) {
        tick = moments[s.selection].tick
      }
      if tick != nil {
        s.phase = .preparing
        s.note = nil
      }
      return tick
    }
    if let tick { wish(retry: tick) }
  }
}
