// swift-tools-version: 6.3
// The benchmarks of the Swift modules. A package of its own: it is no part of what others depend on.
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
        .executableTarget(
            name: "portfolio-bench",
            dependencies: [
                "CountingAllocator", .product(name: "CreditScoring", package: "loan-engine"),
                .product(name: "LoanDisclosure", package: "loan-engine"),
            ]),
    ])
