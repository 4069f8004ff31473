// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Warnings are errors in our own code (`.ci/run` builds with SYSTOLE_STRICT=1).
let strict = ProcessInfo.processInfo.environment["SYSTOLE_STRICT"] != nil
// The bit-comparison build: the hot path compiled without any optimisation must give the same bits.
let unoptimised = ProcessInfo.processInfo.environment["SYSTOLE_HOT_PATH_ONONE"] != nil

let house: [SwiftSetting] =
  [.enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("ExistentialAny")]
  + (strict ? [.treatAllWarnings(as: .error)] : [])

// The hot path is optimised in debug builds too, so that tests step at the speed of the product.
// AVX2 and FMA are part of the determinism contract: every machine that runs Systole has them.
#if arch(x86_64)
let simd = ["-Xcc", "-mavx2", "-Xcc", "-mfma", "-Xcc", "-ffp-contract=off"]
// For what is called on processors with AVX-512 alone, and gives the bits of what others run.
let wide = simd + ["f", "vl", "dq", "bw"].flatMap { ["-Xcc", "-mavx512\($0)"] }
#else
let simd: [String] = []
let wide = simd
#endif
func hotPath(_ processor: [String]) -> [SwiftSetting] {
  house + [
    .enableExperimentalFeature("Lifetimes"),
    .unsafeFlags((unoptimised ? ["-Onone"] : ["-O", "-wmo", "-num-threads", "2"]) + processor),
  ]
}
let hot = hotPath(simd)

// Vertices and noise by the hundred thousand, and what runs beside the hot path on threads with deadlines: optimised in
// debug builds too.
let fast: [SwiftSetting] = house + [.unsafeFlags(["-O", "-wmo", "-num-threads", "2"])]

let package = Package(
  name: "systole",
  defaultLocalization: "en",
  products: [
    .executable(name: "systole", targets: ["systole"]),
    .executable(name: "systole-core", targets: ["systole-core"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    .target(name: "CSIMD"),
    .target(name: "CRealTime"),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CGL", pkgConfig: "epoxy", providers: [.apt(["libepoxy-dev"])]),
    .systemLibrary(name: "CEGL", pkgConfig: "epoxy", providers: [.apt(["libepoxy-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CHaptics"),
    .systemLibrary(name: "COpenAL", pkgConfig: "openal", providers: [.apt(["libopenal-dev"])]),
    .systemLibrary(name: "CFreeType", pkgConfig: "freetype2", providers: [.apt(["libfreetype-dev"])]),
    .systemLibrary(name: "CHarfBuzz", pkgConfig: "harfbuzz", providers: [.apt(["libharfbuzz-dev"])]),
    .systemLibrary(name: "CFontconfig", pkgConfig: "fontconfig", providers: [.apt(["libfontconfig-dev"])]),
    .systemLibrary(name: "CGLFW", pkgConfig: "glfw3", providers: [.apt(["libglfw3-dev"])]),
    .systemLibrary(name: "CMd", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),

    .target(name: "SimMath", dependencies: ["CSIMD"], swiftSettings: hot),
    .target(name: "Knots", dependencies: ["SimMath"], swiftSettings: hot),
    .target(name: "Frames", dependencies: ["SimMath"], swiftSettings: hot),
    .target(name: "RealTime", dependencies: ["CRealTime"], swiftSettings: house),
    .target(name: "WideTissue", dependencies: ["CSIMD"], swiftSettings: hotPath(wide)),
    .target(name: "Simulation", dependencies: ["WideTissue", "Frames", "SimMath", "CSIMD"], swiftSettings: hot),
    .target(
      name: "SessionLog",
      dependencies: [
        "Frames", "SimMath", "CZstd", "CZlib", "CMd", .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      exclude: ["Protobuf/systole.proto", "Protobuf/generate.sh"],
      resources: [.embedInCode("Protobuf/systole.binpb")],
      swiftSettings: house),
    .target(name: "Anatomy", dependencies: ["Simulation", "Frames", "SimMath"], swiftSettings: house),
    .target(
      name: "Validation", dependencies: ["Anatomy", "Simulation", "Devices", "Knots", "RealTime", "Frames", "SimMath"],
      swiftSettings: hot),
    .target(name: "Assets", path: "Assets", resources: [.copy("scenarios"), .copy("strings"), .copy("instruments")], swiftSettings: house),
    .target(name: "Localisation", dependencies: ["Assets"], swiftSettings: house),
    .target(
      name: "Scenarios", dependencies: ["Anatomy", "Assets", "Frames", "SimMath", "Simulation", "Yams"], swiftSettings: house),
    .target(name: "Scoring", dependencies: ["Frames", "SimMath"], swiftSettings: house),
    .target(
      name: "Devices", dependencies: ["CHaptics", "CSIMD", "Frames", "Knots", "RealTime", "SimMath"], swiftSettings: fast),
    .target(
      name: "HaplyDevice",
      dependencies: [
        "Devices", "RealTime", "Frames", "SimMath", .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
      ], swiftSettings: house),
    .target(
      name: "Session",
      dependencies: [
        "Simulation", "SessionLog", "Anatomy", "Knots", "Scenarios", "Scoring", "Devices", "Frames", "RealTime", "SimMath",
      ], swiftSettings: house),
    .target(
      name: "Skills",
      dependencies: ["Scoring", "Frames", .product(name: "GRDB", package: "GRDB.swift")], swiftSettings: house),
    .target(
      name: "Report", dependencies: ["Anatomy", "Knots", "Scoring", "SessionLog", "Localisation", "Frames", "SimMath"],
      swiftSettings: house),
    .target(name: "Shaders", path: "Shaders", resources: [.copy("glsl")], swiftSettings: house),
    .target(
      name: "Rendering",
      dependencies: [
        "CGL", "CEGL", "CPNG", "CFreeType", "CHarfBuzz", "CFontconfig", "Shaders", "Frames", "RealTime", "SimMath",
      ],
      swiftSettings: fast),
    .target(name: "Audio", dependencies: ["COpenAL", "Frames", "RealTime", "SimMath"], swiftSettings: fast),
    .target(
      name: "Theatre",
      dependencies: [
        "CGLFW", "Rendering", "Session", "Devices", "Scenarios", "Scoring", "Report", "Localisation", "Frames", "RealTime",
        "SimMath",
      ], swiftSettings: house),
    .target(
      name: "CoreCommands",
      dependencies: [
        "Anatomy", "Session", "Scoring", "SessionLog", "Scenarios", "Simulation", "Localisation", "Devices", "Knots", "RealTime",
        "Report", "Frames", "SimMath", "Validation", "CSIMD", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: house),
    .executableTarget(
      name: "systole",
      dependencies: [
        "CoreCommands", "Devices", "HaplyDevice", "Skills", "Report", "Rendering", "Theatre", "Audio", "Session", "Scoring",
        "SessionLog", "Scenarios", "Localisation", "Frames", "RealTime",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: house),
    .executableTarget(
      name: "systole-core",
      dependencies: ["CoreCommands", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: house),
    .testTarget(name: "SimMathTests", dependencies: ["SimMath", "Frames"], swiftSettings: house),
    .testTarget(name: "RealTimeTests", dependencies: ["RealTime"], swiftSettings: house),
    .testTarget(
      name: "SimulationTests",
      dependencies: [
        "Simulation", "Anatomy", "Validation", "Scenarios", "Devices", "Knots", "Frames", "SimMath", "CSIMD", "CAllocationProbe",
      ],
      swiftSettings: house),
    .target(name: "CAllocationProbe", path: "Tests/CAllocationProbe"),
    .target(name: "Executables", path: "Tests/Executables", swiftSettings: house),
    .testTarget(
      name: "SessionLogTests", dependencies: ["SessionLog", "Frames", "SimMath"],
      resources: [.copy("Golden"), .copy("Python")], swiftSettings: house),
    .testTarget(
      name: "ScenariosTests",
      dependencies: ["Scenarios", "Localisation", "Assets", "Frames", "SimMath", "Simulation"],
      swiftSettings: house),
    .testTarget(name: "ScoringTests", dependencies: ["Scoring", "Frames", "SimMath"], swiftSettings: house),
    .target(
      name: "StandIns", path: "Tests/StandIns", resources: [.copy("Libraries")], swiftSettings: house),
    .testTarget(
      name: "DevicesTests", dependencies: ["Devices", "StandIns", "CAllocationProbe", "CSIMD", "Frames", "RealTime", "SimMath"],
      swiftSettings: house),
    .testTarget(
      name: "HaplyDeviceTests",
      dependencies: [
        "HaplyDevice", "Devices", "Frames", "RealTime", "SimMath", .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
      ], swiftSettings: house),
    .testTarget(
      name: "SessionTests", dependencies: [
        "Session", "Anatomy", "CoreCommands", "Devices", "Knots", "Localisation", "RealTime", "Scenarios", "Scoring", "SessionLog",
        "Frames", "Simulation", "SimMath", "StandIns", "Executables", "systole", "systole-core",
      ], swiftSettings: house),
    .testTarget(
      name: "RenderingTests",
      dependencies: [
        "Rendering", "Shaders", "CGL", "CFontconfig", "Session", "Scenarios", "Anatomy", "Simulation", "Frames", "SimMath",
        "Executables", "systole", "systole-core",
      ],
      resources: [.copy("Golden")], swiftSettings: house),
    .testTarget(
      name: "TheatreTests",
      dependencies: [
        "Theatre", "Rendering", "Session", "SessionLog", "Devices", "Report", "Scenarios", "Scoring", "Localisation",
        "Frames", "SimMath", "Executables", "systole",
      ],
      resources: [.copy("Golden")], swiftSettings: house),
    .testTarget(
      name: "AudioTests",
      dependencies: [
        "Audio", "Rendering", "Session", "Scenarios", "SessionLog", "Frames", "RealTime", "SimMath", "Executables",
        "systole",
      ], swiftSettings: house),
    .testTarget(
      name: "SkillsTests",
      dependencies: ["Skills", "Scoring", "Frames", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: house),
    .testTarget(
      name: "ReportTests", dependencies: ["Report", "Knots", "Scoring", "Localisation", "Frames", "SimMath"],
      swiftSettings: house),
  ],
  swiftLanguageModes: [.v6]
)
