// swift-tools-version: 6.1
import PackageDescription

/// Every target of ours is compiled the same way: what a module uses it names,
/// what it shows it says.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// For the pages, whose time is not spent in loops: file by file, so that both
/// processors of a small machine compile them at once (docs/decisions/0007).
let fileByFile: [SwiftSetting] = [
    .unsafeFlags(["-no-whole-module-optimization", "-enable-batch-mode"], .when(configuration: .release))
]

let package = Package(
    name: "hoclieu",
    products: [
        .executable(name: "hoclieu", targets: ["hoclieu"]),
        .executable(name: "hoclieu-worker", targets: ["hoclieu-worker"]),
    ],
    dependencies: [
        // Its settings come from us: nothing of swift-configuration need be built.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: ["FullFoundation"]),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // System libraries and small C targets, one door each.
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CYAZ", providers: [.apt(["libyaz-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CZint", providers: [.apt(["libzint-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .target(name: "CSiteFiles"),
        .target(name: "CSearchRank", linkerSettings: [.linkedLibrary("sqlite3")]),

        // The product.
        .target(name: "VietnameseText", swiftSettings: settings),
        .target(name: "Library", dependencies: ["VietnameseText"], swiftSettings: settings),

        // In: bytes → values. Linked by the worker only.
        .target(
            name: "Formats",
            dependencies: [
                "Library", "VietnameseText", "CLibXML2", "CLibZip", "CYAZ", .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings),

        // Out: values → bytes that other programs open. Reads no file of anybody.
        .target(
            name: "Exchange", dependencies: ["Library", "CLibZip", "CXLSXWriter", "CZint"], swiftSettings: settings),

        // Out: the store, the files, the pipeline, the pages.
        .target(name: "FileStore", dependencies: ["Library", "CSodium"], swiftSettings: settings),
        .target(name: "Credentials", dependencies: ["Library", "CSodium"], swiftSettings: settings),
        .target(
            name: "SQLiteStore",
            dependencies: ["Library", "VietnameseText", "CSearchRank", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings),
        .target(
            name: "Ingest",
            dependencies: [
                "Library", "VietnameseText", .product(name: "Yams", package: "Yams"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .target(
            name: "Web",
            dependencies: [
                "Library", "VietnameseText", "Exchange", "CZlib", "CSiteFiles",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["Locales"],
            swiftSettings: settings + fileByFile),

        // The commands, where everything is wired.
        .executableTarget(
            name: "hoclieu",
            dependencies: [
                "Library", "VietnameseText", "FileStore", "Credentials", "SQLiteStore", "Ingest", "Exchange", "Web",
                "CMalloc", .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .executableTarget(name: "hoclieu-worker", dependencies: ["Formats", "Library"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)

// Measurements and checks. `make run` builds the two programs in one go and
// nothing else: one product alone can be asked for, two cannot.
if Context.environment["HOCLIEU_PROGRAMS_ALONE"] == nil {
    package.targets += [
        // Measurements: a made-up province and shelf, the same every time.
        .target(
            name: "Corpus", dependencies: ["Randomness", "Library"], path: "Benchmarks/Corpus", swiftSettings: settings),
        .target(
            name: "MadeYear", dependencies: ["Randomness", "Library"], path: "Benchmarks/MadeYear",
            swiftSettings: settings),
        .executableTarget(
            name: "hoclieu-bench",
            dependencies: [
                "Corpus", "MadeYear", "Randomness", "SQLiteStore", "FileStore", "Exchange", "Library", "VietnameseText",
                .product(name: "GRDB", package: "GRDB.swift"),
                "Web", "Credentials",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Benchmarks/hoclieu-bench", swiftSettings: settings),

        // What several tests stand on: files made on the spot, seeded chance, programs that are started.
        .target(
            name: "MadeFiles", dependencies: ["StartedProgram"], path: "Tests/MadeFiles", swiftSettings: settings),
        .target(name: "StartedProgram", path: "Tests/StartedProgram", swiftSettings: settings),
        .target(name: "Randomness", path: "Tests/Randomness", swiftSettings: settings),
        .target(
            name: "MadeHistories", dependencies: ["Library", "Randomness"], path: "Tests/MadeHistories",
            swiftSettings: settings),

        // Power cuts: what SQLite writes, recorded, and desks to be killed at work.
        .target(name: "CCutWrites", path: "Tests/CCutWrites", linkerSettings: [.linkedLibrary("sqlite3")]),
        .executableTarget(
            name: "hoclieu-desk-load", dependencies: ["CCutWrites", "SQLiteStore", "FileStore", "Library"],
            path: "Tests/DurabilityTests/hoclieu-desk-load", swiftSettings: settings),

        // Checks that are programs of their own.
        .executableTarget(
            name: "hoclieu-fuzz", dependencies: ["Formats", "Library", "MadeFiles", "Randomness"],
            path: "Tests/FuzzTests/hoclieu-fuzz", swiftSettings: settings),

        .testTarget(
            name: "VietnameseTextTests", dependencies: ["VietnameseText", "Randomness"], swiftSettings: settings),
        .testTarget(
            name: "LibraryTests", dependencies: ["Library", "VietnameseText", "MadeHistories", "Randomness"],
            swiftSettings: settings),
        .testTarget(
            name: "FormatsTests", dependencies: ["Formats", "Library", "VietnameseText", "MadeFiles", "Randomness"],
            swiftSettings: settings),
        .testTarget(
            name: "ExchangeTests", dependencies: ["Exchange", "Formats", "Library", "MadeFiles", "Randomness"],
            swiftSettings: settings),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "SQLiteStore", "FileStore", "Credentials", "Library", "VietnameseText", "MadeHistories", "MadeYear",
                "CCutWrites", "CSearchRank", "Randomness", "StartedProgram",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "IngestTests",
            dependencies: [
                "Ingest", "SQLiteStore", "FileStore", "Library", "VietnameseText", "MadeFiles", "Randomness",
                "StartedProgram",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Ingest", "SQLiteStore", "FileStore", "Credentials", "Exchange", "Library", "MadeFiles",
                "Randomness",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            swiftSettings: settings),
        .testTarget(name: "ArchitectureTests", swiftSettings: settings),
    ]
}
