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
    testUses: [String] = []
) -> Module {
    Module(
        kind: .executable,
        folder: "Commands",
        name: name,
        uses: uses,
        products: ["ArgumentParser"],
        testUses: testUses,
        testProducts: ["Subprocess", "SystemPackage"]
    )
}

let modules: [Module] = [
    // Row 0: C.
    c("CFFmpeg", links: ["avformat", "avcodec", "avfilter", "avutil", "swscale"]),
    c("CZBar", links: ["zbar"]),
    c("CQREncode", links: ["qrencode"]),
    c("CKernels"),
    c("CLinux"),
    c("CSpawn"),
    c("CThreadSanitizer"),
    // Row 1: words.
    library("Core", "LabModel", [], testUses: ["LabTesting"]),
    // Row 2: pure.
    library("Core", "Estimation", ["LabModel"], testUses: ["LabTesting"]),
    library("Core", "Content", ["LabModel", "CKernels"], testUses: ["LabTesting"]),
    library("Core", "Fanout", ["LabModel"]),
    library("Core", "HLS", ["LabModel"], testUses: ["LabTesting"]),
    library("Core", "Planning", ["LabModel"], testUses: ["LabTesting"]),
    library("Core", "Charts", ["LabModel"], testUses: ["LabTesting"]),
    // Row 3: adapters, each sealing one outside thing.
    library("Adapters", "Machine", ["LabModel", "CLinux"], testUses: ["LabTesting"]),
    library("Adapters", "Media", ["LabModel", "CFFmpeg"], testUses: ["Machine", "LabTesting"]),
    library("Adapters", "Marks", ["LabModel", "CZBar", "CQREncode", "CKernels"], testUses: ["Content", "LabTesting"]),
    library(
        "Adapters",
        "Quality",
        ["LabModel", "CKernels", "CSpawn"],
        testUses: ["Machine", "Content", "LabTesting"]
    ),
    library(
        "Adapters",
        "RunStore",
        ["LabModel", "Estimation"],
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
    library(
        "Adapters",
        "AWS",
        ["LabModel"],
        products: [
            "AsyncHTTPClient", "Crypto", "NIOCore", "NIOHTTP1", "NIOPosix", "Subprocess", "SystemPackage",
        ],
        testUses: ["Machine", "LabTesting"]
    ),
    library(
        "Adapters",
        "SlurmJobs",
        ["LabModel"],
        products: ["Subprocess", "SystemPackage"],
        testUses: ["Machine", "LabTesting"]
    ),
    library("Adapters", "YAMLFiles", ["LabModel"], products: ["Yams"], testUses: ["LabTesting"]),
    // Row 4: engines; the first is what others of them and features stand on.
    library("Engines", "Drawing", ["LabModel", "Content", "Media", "Marks"], testUses: ["Machine", "LabTesting"]),
    library(
        "Engines",
        "Analysis",
        ["LabModel", "Estimation", "Machine", "Media", "Marks"],
        testUses: ["Content", "LabTesting"]
    ),
    library(
        "Engines",
        "Scoring",
        ["LabModel", "Estimation", "Content", "Machine", "Media", "Marks", "Quality", "Drawing"],
        testUses: ["LabTesting"]
    ),
    library(
        "Engines",
        "StreamHTTP",
        ["LabModel", "Fanout", "HLS", "Machine"],
        products: [
            "Hummingbird", "HummingbirdCore", "NIOCore", "NIOHTTP1", "NIOPosix", "HTTPTypes", "Logging",
            "ServiceLifecycle",
        ],
        testUses: ["LabTesting"]
    ),
    library("Engines", "Relaying", ["LabModel", "Estimation", "Machine"], testUses: ["LabTesting"]),
    library(
        "Engines",
        "Reporting",
        ["LabModel", "Estimation", "Charts"],
        products: ["Mustache"],
        testUses: ["LabTesting"]
    ),
    library(
        "Engines",
        "Tasks",
        ["LabModel", "Machine", "AWS"],
        products: ["Subprocess", "SystemPackage"],
        testUses: ["LabTesting", "streamer"]
    ),
    // Row 5: features.
    library(
        "Features",
        "Streaming",
        ["LabModel", "Content", "Media", "Marks", "Machine", "Fanout", "HLS", "Drawing", "StreamHTTP"],
        products: ["Hummingbird", "HTTPTypes", "Logging", "NIOCore"],
        testUses: ["LabTesting"]
    ),
    library(
        "Features",
        "Receiving",
        [
            "LabModel", "Estimation", "HLS", "Machine", "Media", "RunStore", "WebClient", "Relaying", "Analysis",
            "Scoring",
        ],
        testUses: ["LabTesting", "Content", "Marks", "Quality"]
    ),
    // Row 6: measuring.
    library(
        "Features",
        "Measuring",
        ["LabModel", "Estimation", "Machine", "RunStore", "YAMLFiles", "Relaying", "Tasks", "Receiving"],
        testUses: ["LabTesting", "Scoring", "streamer"]
    ),
    // Row 6 too: many measurements, and what every command line shares.
    library(
        "Features",
        "Sweeping",
        ["LabModel", "Planning", "Machine", "Media", "RunStore", "SlurmJobs", "YAMLFiles", "Relaying", "Tasks"],
        products: ["Subprocess", "SystemPackage"],
        testUses: ["LabTesting", "Estimation"]
    ),
    library(
        "Features",
        "Comparing",
        ["LabModel", "Estimation", "RunStore", "Reporting"],
        testUses: ["Machine", "LabTesting"]
    ),
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
            "LabModel", "Estimation", "Media", "Quality", "RunStore", "WebClient", "Scoring", "Relaying", "Reporting",
            "Receiving", "LabCommand",
        ],
        products: ["ArgumentParser"],
        testUses: ["LabTesting"]
    ),
    library(
        "Features",
        "CloudConsole",
        ["LabModel", "Machine", "AWS", "Tasks", "LabCommand"],
        products: ["ArgumentParser"],
        testUses: ["LabTesting"]
    ),
    library(
        "Features",
        "LabServer",
        [
            "LabModel", "Estimation", "Charts", "Machine", "RunStore", "StreamHTTP", "Reporting", "Tasks", "Comparing",
        ],
        products: [
            "Crypto", "HTTPTypes", "Hummingbird", "Logging", "Mustache", "NIOCore", "ServiceLifecycle", "Subprocess",
            "SystemPackage",
        ],
        testUses: ["LabTesting"]
    ),
    library(
        "Features",
        "Benchmarking",
        ["LabModel", "Estimation", "Content", "Machine", "Marks", "Quality", "RunStore", "Relaying"],
        testUses: ["LabTesting"]
    ),
    library("Features", "LabTesting", ["LabModel", "HLS", "Machine"], products: ["Subprocess", "SystemPackage"]),
    // Row 8: executables, options and wiring only.
    executable("streamer", ["LabModel", "Streaming", "Machine", "LabCommand"], testUses: ["LabTesting"]),
    executable(
        "receiver",
        [
            "LabModel", "Machine", "AWS", "RunStore", "Relaying", "Tasks", "Receiving", "Measuring", "LabCommand",
            "RunConsole", "CloudConsole",
        ],
        testUses: ["LabTesting", "Content", "Media", "Marks", "Quality", "streamer"]
    ),
    executable(
        "start-task-and-client",
        [
            "LabModel", "Machine", "AWS", "RunStore", "Relaying", "Reporting", "Tasks", "Receiving", "Measuring",
            "Comparing", "LabCommand", "RunConsole", "CloudConsole",
        ],
        testUses: ["LabTesting", "streamer"]
    ),
    executable(
        "glasslab",
        [
            "LabModel", "Estimation", "Planning", "Machine", "Media", "Quality", "RunStore", "AWS", "SlurmJobs",
            "Scoring", "Reporting", "Tasks", "Receiving", "Measuring", "Sweeping", "Comparing", "LabCommand",
            "RunConsole", "CloudConsole", "LabServer", "Benchmarking",
        ],
        testUses: ["LabTesting", "streamer", "receiver", "start-task-and-client"]
    ),
]

/// A package by its address at GitHub, its oldest version, and those of its products that the modules name.
func source(
    _ address: String,
    _ version: Version,
    traits: Set<Package.Dependency.Trait> = [.defaults],
    _ products: [String]
) -> (name: String, dependency: Package.Dependency, products: [String]) {
    let name = address.split(separator: "/").last.map(String.init) ?? address
    return (name, .package(url: "https://github.com/\(address).git", from: version, traits: traits), products)
}

let packages = [
    source("apple/swift-argument-parser", "1.8.0", ["ArgumentParser"]),
    source("apple/swift-configuration", "1.4.0", traits: ["YAML"], ["Configuration"]),
    source("apple/swift-crypto", "4.5.0", ["Crypto"]),
    source("apple/swift-http-types", "1.8.0", ["HTTPTypes"]),
    source("apple/swift-log", "1.16.0", ["Logging"]),
    source("apple/swift-nio", "2.101.0", ["NIOCore", "NIOHTTP1", "NIOPosix"]),
    source("apple/swift-system", "1.6.0", ["SystemPackage"]),
    source("groue/GRDB.swift", "7.10.0", ["GRDB", "GRDBSQLite"]),
    source("hummingbird-project/hummingbird", "2.28.0", traits: [], ["Hummingbird", "HummingbirdCore"]),
    source("hummingbird-project/swift-mustache", "2.1.0", ["Mustache"]),
    source("jpsim/Yams", "6.2.0", ["Yams"]),
    source("swift-server/async-http-client", "1.37.0", ["AsyncHTTPClient"]),
    source("swift-server/swift-service-lifecycle", "2.13.0", ["ServiceLifecycle"]),
    source("swiftlang/swift-subprocess", "1.0.0", ["Subprocess"]),
]

/// Linked to everything that runs: tells the thread sanitizer about locks, and is empty without it.
let threadSanitizer = c("CThreadSanitizer")

/// Folders of recorded texts beside the tests that read them.
let recordings = [
    "Reporting": "Golden", "RunStore": "Schemas", "glasslab": "Golden", "receiver": "Golden",
    "start-task-and-client": "Golden", "streamer": "Golden",
]

/// The modules that GLASSLAB_TARGETS names; empty for all.
let roots = (Context.environment["GLASSLAB_TARGETS"] ?? "").split(separator: ",").map(String.init)

/// The modules asked for and everything they stand on.
@MainActor
func chosenModules() -> [Module] {
    guard !roots.isEmpty else { return modules }
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
    module.tested && (roots.isEmpty || roots.contains(module.name))
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
    .product(name: name, package: packages.first { $0.products.contains(name) }?.name ?? name)
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
    let sealed = Set(modules.filter { $0.kind == .c && $0.name != "CKernels" }.map(\.name))
    let uses = [module.name] + module.uses.filter { !sealed.contains($0) }
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
let wantedProducts = Set(chosen.flatMap { $0.products + (isTested($0) ? $0.testProducts : []) })
let wantedPackages = packages.filter { !wantedProducts.isDisjoint(with: $0.products) }

let package = Package(
    name: "glasslab",
    products: chosen.filter { $0.kind == .library }.map { .library(name: $0.name, targets: [$0.name]) },
    dependencies: wantedPackages.map(\.dependency),
    targets: chosen.map(mainTarget) + chosen.filter(isTested).map(testTarget)
)
