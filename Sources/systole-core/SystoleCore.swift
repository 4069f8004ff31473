@main struct SystoleCore { static func main() { print("systole-core") } }
