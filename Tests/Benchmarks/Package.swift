// swift-tools-version:6.2
import Foundation
import PackageDescription

// The scoring benchmark measures from inside: the modules it needs stand here once more, as links, so that they are
// one package with it. Lists and policy are read by the files that `tamis` reads them with.
let configuration = "Configuration"
let readingFiles = try FileManager.default
    .contentsOfDirectory(atPath: Context.packageDirectory + "/../../Sources/tamis/" + configuration)
    .filter { !$0.hasPrefix("Setting") }
    .map { configuration + "/" + $0 }

// What decides how the linked sources are read is as in the package itself.
let checks: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .enableUpcomingFeature("InternalImportsByDefault"),
]
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "TamisBenchmarks",
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        .executableTarget(
            name: "BareRival",
            dependencies: [
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            swiftSettings: checks),
        .target(name: "Privacy", dependencies: [crypto], swiftSettings: checks),
        .target(name: "Moderation", dependencies: ["Privacy", crypto], swiftSettings: checks),
        .target(name: "Scoring", dependencies: ["Moderation"], swiftSettings: checks),
        .executableTarget(
            name: "ScoringBench",
            dependencies: ["Moderation", "Scoring", .product(name: "Yams", package: "Yams")],
            sources: ["ScoringBench.swift", "Measurement.swift", "Hostile.swift"] + readingFiles,
            swiftSettings: checks),
    ]
)
