// swift-tools-version: 6.2
import PackageDescription

// The house as a table: one row a module, lowest first. A module may name only modules of rows above it here;
// `.ci/layers.txt` holds the same rows and `.ci/check-layers` compares them with the imports.
//
// GLASSLAB_TARGETS=Marks,Media narrows the package to those modules, what they need and their tests. That is how one
// module is built and tested in seconds, and how the sanitizers run over the concurrent and C-facing modules alone.

enum Kind {
    case c, library, executable
}

struct Module {
    var kind: Kind
    var folder: String
    var name: String
    var uses: [String] = []
    var products: [String] = []
    var links: [String] = []
    var tested = true
    var testUses: [String] = []
    var testProducts: [String] = []
}

func c(_ name: String, links: [String] = [], tested: Bool = false) -> Module {
    Module(kind: .c, folder: "C", name: name, links: links, tested: tested)
}

func library(
    _ folder: String,
    _ name: String,
    _ uses: [String],
    products: [String] = [],
    testUses: [String] = [],
    testProducts: [String] = []
) -> Module {
    Module(
        kind: .library,
        folder: folder,
        name: name,
        uses: uses,
        products: products,
        testUses: testUses,
        testProducts: testProducts
    )
}

func executable(
    _ name: String,
    _ uses: [String],
    testUses: [String] = [],
    testProducts: [String] = []
) -> Module {
    Module(
        kind: .executable,
        folder: "Commands",
        name: name,
        uses: uses,
        products: ["ArgumentParser"],
        testUses: testUses,
        testProducts: testProducts
    )
}

let modules: [Module] = [
    // Row 0: C.
    c("CFFmpeg", links: ["avformat", "avcodec", "avfilter", "avutil", "swscale"]),
    c("CZBar", links: ["zbar"]),
    c("CQREncode", links: ["qrencode"]),
    c("CKernels"),
    c("CLinux"),
    c("CThreadSanitizer"),
    // Row 1: words.
    library("Core", "LabModel", [], testUses: ["LabTesting"]),
    // Row 2: pure.
    library("Core", "Estimation", ["LabModel"], testUses: ["LabTesting"]),
    library("Core", "Content", ["LabModel", "CKernels"], testUses: ["LabTesting"]),
    library("Core", "Fanout", ["LabModel"]),
    library("Core", "HLS", ["LabModel"], testUses: ["LabTesting"]),
    // Row 3: adapters, each sealing one outside thing.
    library("Adapters", "Machine", ["LabModel", "CLinux"]),
    library("Adapters", "Media", ["LabModel", "CFFmpeg"], testUses: ["Machine", "LabTesting"]),
    library("Adapters", "Marks", ["LabModel", "CZBar", "CQREncode", "CKernels"], testUses: ["Content", "LabTesting"]),
    library(
        "Adapters",
        "RunStore",
        ["LabModel"],
        products: ["GRDB", "GRDBSQLite"],
        testUses: ["Machine", "LabTesting"],
        testProducts: ["Subprocess"]
    ),
    library(
        "Adapters",
        "WebClient",
        ["LabModel"],
        products: ["AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOPosix"],
        testUses: ["Machine", "LabTesting"],
        testProducts: ["Subprocess"]
    ),
    // Row 4: engines.
    library(
        "Engines",
        "Analysis",
        ["LabModel", "Estimation", "Machine", "Media", "Marks"],
        testUses: ["Content", "LabTesting"]
    ),
    library(
        "Engines",
        "StreamHTTP",
        ["LabModel", "Fanout", "HLS"],
        products: [
            "Hummingbird", "HummingbirdCore", "NIOCore", "NIOPosix", "HTTPTypes", "Logging", "ServiceLifecycle",
        ],
        testUses: ["Machine", "LabTesting"]
    ),
    library("Engines", "Relaying", ["LabModel", "Estimation", "Machine"], testUses: ["LabTesting"]),
    library("Engines", "Reporting", ["LabModel"], testUses: ["LabTesting"]),
    library(
        "Engines",
        "Tasks",
        ["LabModel", "Machine"],
        products: ["Subprocess", "SystemPackage"],
        testUses: ["LabTesting"]
    ),
    // Row 5: features.
    library(
        "Features",
        "Streaming",
        ["LabModel", "Content", "Media", "Marks", "Machine", "Fanout", "HLS", "StreamHTTP"],
        products: ["Hummingbird", "HTTPTypes", "Logging", "NIOCore"],
        testUses: ["LabTesting"]
    ),
    library(
        "Features",
        "Receiving",
        ["LabModel", "Estimation", "HLS", "Machine", "Media", "RunStore", "WebClient", "Relaying", "Analysis"],
        testUses: ["LabTesting", "Content", "Marks"]
    ),
    // Row 6: measuring.
    library(
        "Features",
        "Measuring",
        ["LabModel", "Estimation", "Machine", "RunStore", "Relaying", "Tasks", "Receiving"],
        products: ["Yams"],
        testUses: ["LabTesting", "streamer"]
    ),
    // Row 6 too: what every command line shares.
    library(
        "Features",
        "LabCommand",
        ["LabModel", "Machine"],
        products: ["ArgumentParser", "Configuration", "Logging"],
        testUses: ["LabTesting"]
    ),
    // Row 7: what some command lines share; test support.
    library(
        "Features",
        "RunConsole",
        [
            "LabModel", "Estimation", "Media", "RunStore", "WebClient", "Relaying", "Reporting", "Receiving",
            "LabCommand",
        ],
        products: ["ArgumentParser"],
        testUses: ["LabTesting"]
    ),
    library(
        "Features",
        "Benchmarking",
        ["LabModel", "Estimation", "Content", "Machine", "Marks", "RunStore", "Relaying"],
        testUses: ["LabTesting"]
    ),
    library("Features", "LabTesting", ["LabModel", "Machine"], products: ["Subprocess", "SystemPackage"]),
    // Row 8: executables, options and wiring only.
    executable("streamer", ["LabModel", "Streaming", "Machine", "LabCommand"], testUses: ["LabTesting"]),
    executable(
        "receiver",
        ["LabModel", "Machine", "RunStore", "Relaying", "Receiving", "LabCommand", "RunConsole"],
        testUses: ["LabTesting", "streamer"],
        testProducts: ["Subprocess", "SystemPackage"]
    ),
    executable(
        "start-task-and-client",
        ["LabModel", "Machine", "RunStore", "Relaying", "Tasks", "Receiving", "Measuring", "LabCommand", "RunConsole"],
        testUses: ["LabTesting", "streamer"],
        testProducts: ["Subprocess", "SystemPackage"]
    ),
    executable(
        "glasslab",
        [
            "LabModel", "Estimation", "Machine", "Media", "RunStore", "Reporting", "Measuring", "LabCommand",
            "RunConsole", "Benchmarking",
        ],
        testUses: ["LabTesting", "streamer"],
        testProducts: ["Subprocess", "SystemPackage"]
    ),
]

// What a product is called, which package brings it, and where that package lives.
let products: [String: (package: String, dependency: Package.Dependency)] = [
    "ArgumentParser": (
        "swift-argument-parser",
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0")
    ),
    "AsyncHTTPClient": (
        "async-http-client", .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0")
    ),
    "Configuration": (
        "swift-configuration",
        .package(url: "https://github.com/apple/swift-configuration.git", from: "1.4.0", traits: ["YAML"])
    ),
    "GRDB": ("GRDB.swift", .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0")),
    "GRDBSQLite": ("GRDB.swift", .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0")),
    "Hummingbird": (
        "hummingbird",
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0", traits: [])
    ),
    "HummingbirdCore": (
        "hummingbird",
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0", traits: [])
    ),
    "HTTPTypes": (
        "swift-http-types", .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0")
    ),
    "Logging": ("swift-log", .package(url: "https://github.com/apple/swift-log.git", from: "1.16.0")),
    "NIOCore": ("swift-nio", .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0")),
    "NIOHTTP1": ("swift-nio", .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0")),
    "NIOPosix": ("swift-nio", .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0")),
    "ServiceLifecycle": (
        "swift-service-lifecycle",
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0")
    ),
    "SystemPackage": ("swift-system", .package(url: "https://github.com/apple/swift-system.git", from: "1.6.0")),
    "Subprocess": (
        "swift-subprocess", .package(url: "https://github.com/swiftlang/swift-subprocess.git", from: "1.0.0")
    ),
    "Yams": ("Yams", .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.0")),
]

/// Linked to everything that runs: tells the thread sanitizer about locks, and is empty without it.
let threadSanitizer = c("CThreadSanitizer")

/// Folders of recorded texts beside the tests that read them.
let recordings = [
    "Reporting": "Golden", "RunStore": "Schemas", "glasslab": "Golden", "receiver": "Golden",
    "start-task-and-client": "Golden", "streamer": "Golden",
]

/// The modules asked for and everything they stand on.
@MainActor
func chosenModules() -> [Module] {
    guard let wanted = Context.environment["GLASSLAB_TARGETS"], !wanted.isEmpty else {
        return modules
    }
    let roots = wanted.split(separator: ",").map(String.init)
    var names = Set(roots)
    for module in modules.reversed() where names.contains(module.name) {
        names.formUnion(module.uses)
        if roots.contains(module.name) {
            names.formUnion(module.testUses)
        }
    }
    for module in modules.reversed() where names.contains(module.name) {
        names.formUnion(module.uses)
    }
    return modules.filter { names.contains($0.name) || $0.name == threadSanitizer.name }
}

@MainActor
func isTested(_ module: Module) -> Bool {
    guard let wanted = Context.environment["GLASSLAB_TARGETS"], !wanted.isEmpty else {
        return module.tested
    }
    return module.tested && wanted.split(separator: ",").contains { $0 == module.name }
}

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

@MainActor
func product(_ name: String) -> Target.Dependency {
    .product(name: name, package: products[name]?.package ?? name)
}

@MainActor
func mainTarget(_ module: Module) -> Target {
    let dependencies = module.uses.map { Target.Dependency.target(name: $0) } + module.products.map(product)
    let path = "Sources/\(module.folder)/\(module.name)"
    switch module.kind {
    case .c:
        return .target(
            name: module.name,
            dependencies: dependencies,
            path: path,
            cSettings: [.unsafeFlags(["-O3", "-Wall", "-Wextra", "-Werror"])],
            linkerSettings: module.links.map { .linkedLibrary($0) }
        )
    case .library:
        return .target(name: module.name, dependencies: dependencies, path: path, swiftSettings: swiftSettings)
    case .executable:
        return .executableTarget(
            name: module.name,
            dependencies: dependencies + [.target(name: threadSanitizer.name)],
            path: path,
            swiftSettings: swiftSettings
        )
    }
}

@MainActor
func testTarget(_ module: Module) -> Target {
    let uses = [module.name] + module.uses.filter { !$0.hasPrefix("C") || $0 == "Content" || $0 == "CKernels" }
    let names = uses + module.testUses.filter { !uses.contains($0) }
    return .testTarget(
        name: "\(module.name)Tests",
        dependencies: (names + [threadSanitizer.name]).map { .target(name: $0) }
            + (module.products + module.testProducts).map(product),
        path: "Tests/\(module.folder)/\(module.name)Tests",
        exclude: recordings[module.name].map { [$0] } ?? [],
        swiftSettings: swiftSettings
    )
}

let chosen = chosenModules()
let wantedProducts = Set(
    chosen.flatMap { $0.products + (isTested($0) ? $0.testProducts : []) }
)
let wantedPackages = Dictionary(
    wantedProducts.compactMap { products[$0] }.map { ($0.package, $0.dependency) },
    uniquingKeysWith: { first, _ in first }
)

let package = Package(
    name: "glasslab",
    products: chosen.filter { $0.kind == .library }.map { .library(name: $0.name, targets: [$0.name]) },
    dependencies: wantedPackages.keys.sorted().compactMap { wantedPackages[$0] },
    targets: chosen.map(mainTarget) + chosen.filter(isTested).map(testTarget)
)
