// swift-tools-version: 6.2
import PackageDescription

// The lab's own speed, apart from the lab: nobody who builds the package builds this.

let package = Package(
    name: "glasslab-benchmarks",
    dependencies: [
        .package(name: "glasslab", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
    ],
    targets: [
        .executableTarget(
            name: "glasslab-bench",
            dependencies: ["LabModel", "Benchmarking"]
                .map { .product(name: $0, package: "glasslab") }
                + [.product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .treatAllWarnings(as: .error),
            ]
        )
    ]
)
