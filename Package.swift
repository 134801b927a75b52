// swift-tools-version:6.2
import PackageDescription

// The checks every target of ours is held to. `LEAK_ONCE` is the leak test's own test: with
// TAMIS_LEAK_ONCE=1 the HTTP API logs one submission whole, and the leak test must turn red.
let checks: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]
// Unoptimised, reading all lists takes ten times as long, and every test of the program starts with it.
let quickInTests: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]
let leak: [SwiftSetting] = Context.environment["TAMIS_LEAK_ONCE"] == "1" ? [.define("LEAK_ONCE")] : []

extension Target.Dependency {
    static let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
    static let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
    static let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
    static let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
    static let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
    static let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
    static let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
    static let loggingInMemory = Target.Dependency.product(name: "InMemoryLogging", package: "swift-log")
    static let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
    static let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
    static let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
    static let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
    static let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
    static let yams = Target.Dependency.product(name: "Yams", package: "Yams")
}

let package = Package(
    name: "tamis",
    products: [.executable(name: "tamis", targets: ["tamis"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(name: "Privacy", dependencies: [.crypto], swiftSettings: checks),
        .target(name: "Moderation", dependencies: ["Privacy", .crypto], swiftSettings: checks),
        .target(name: "Scoring", dependencies: ["Moderation"], swiftSettings: checks + quickInTests),
        .target(
            name: "Store", dependencies: ["Privacy", "Moderation", "CSQLite", .grdb, .logging], swiftSettings: checks),
        .target(
            name: "CommentIntake", dependencies: ["Privacy", "Moderation", "Scoring", "Store", .crypto],
            swiftSettings: checks),
        .target(
            name: "Review", dependencies: ["Privacy", "Moderation", "Scoring", "Store", .lifecycle, .logging],
            swiftSettings: checks),
        .target(
            name: "WebhookNotifier",
            dependencies: ["Privacy", "Moderation", "Store", "CCurl", .crypto, .lifecycle, .logging],
            swiftSettings: checks),
        .target(
            name: "HTTPAPI",
            dependencies: [
                "Privacy", "Moderation", "Scoring", "Store", "CommentIntake", "Review", "WebhookNotifier",
                .crypto, .hummingbird, .hummingbirdCore, .httpTypes, .logging, .nio, .nioHTTP1,
            ],
            swiftSettings: checks + leak),
        .target(
            name: "ReviewUI",
            dependencies: [
                "Privacy", "Moderation", "Review", "Store", .crypto, .cryptoExtras, .hummingbird, .httpTypes,
                .lifecycle,
                .logging, .nio,
            ],
            resources: [.embedInCode("Assets")],
            swiftSettings: checks),
        .executableTarget(
            name: "tamis",
            dependencies: [
                "Privacy", "Moderation", "Scoring", "Store", "CommentIntake", "Review", "WebhookNotifier", "HTTPAPI",
                "ReviewUI", "CProcess", .arguments, .hummingbird, .httpTypes, .lifecycle, .logging, .nio, .nioPosix,
                .signals, .yams,
            ],
            resources: [.embedInCode("Demo/Assets")],
            swiftSettings: checks),
        // CommentIntake for the snippets of Tests/CompileFail, which are checked against built modules.
        .testTarget(name: "PrivacyTests", dependencies: ["Privacy", "CommentIntake"], swiftSettings: checks),
        .testTarget(name: "ModerationTests", dependencies: ["Moderation", "Privacy"], swiftSettings: checks),
        .testTarget(
            name: "CommentIntakeTests", dependencies: ["CommentIntake", "Moderation", "Privacy"], swiftSettings: checks),
        .testTarget(
            name: "WebhookNotifierTests",
            dependencies: [
                "WebhookNotifier", "Moderation", "Privacy", .lifecycle, .logging, .nio, .nioPosix,
                .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
            ],
            swiftSettings: checks),
        .testTarget(
            name: "HTTPAPITests",
            dependencies: ["HTTPAPI", "CommentIntake", "WebhookNotifier", .nio, .nioEmbedded, .nioHTTP1],
            swiftSettings: checks),
        .testTarget(
            name: "TamisTests",
            dependencies: [
                "tamis", "HTTPAPI", "ReviewUI", "CommentIntake", "Moderation", "Privacy", "Scoring", "Store",
                "WebhookNotifier", .hummingbird,
                .hummingbirdTesting, .httpTypes, .logging, .loggingInMemory, .nio,
            ],
            exclude: ["Corpora"], swiftSettings: checks),
        .testTarget(
            name: "ScoringTests", dependencies: ["Moderation", "Scoring"], exclude: ["Fixtures"], swiftSettings: checks),
        .testTarget(
            name: "ReviewUITests",
            dependencies: [
                "ReviewUI", "Privacy", "Moderation", "Review", "Store", .hummingbird, .hummingbirdTesting, .httpTypes,
                .logging, .nio,
            ],
            swiftSettings: checks),
        .target(name: "CProcess"),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(name: "PowerCut", dependencies: ["CSQLite"], path: "Tests/PowerCut"),
        .testTarget(
            name: "StoreTests", dependencies: ["Privacy", "Moderation", "Store", "PowerCut"], swiftSettings: checks),
    ]
)
