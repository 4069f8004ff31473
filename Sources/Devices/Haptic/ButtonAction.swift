/// What a button of a haptic device does. The raw values are what a person writes on the command line.
public enum ButtonAction: String, Sendable, CaseIterable {
  case mark, calcified, soft, unmark, site, unsafe, tool, pause, finish, clutch, stop
}
