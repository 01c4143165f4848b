// swift-tools-version: 6.3
// The benchmark of the Swift module. A package of its own: it is no part of what others depend on.
import PackageDescription

let package = Package(
    name: "loan-engine-benchmarks",
    dependencies: [.package(name: "loan-engine", path: "..")],
    targets: [
        // malloc and its kin, counted.
        .target(name: "CountingAllocator"),
        .executableTarget(
            name: "module-bench",
            dependencies: [
                "CountingAllocator", .product(name: "LoanEngine", package: "loan-engine"),
            ]),
    ])
