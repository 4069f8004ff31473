@main struct Systole { static func main() { print("systole") } }
