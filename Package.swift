// swift-tools-version: 6.1
// One target per layer: the compiler keeps the order
//     ExactArithmetic <- LoanCalendar <- LoanEngine <- LoanCases <- loan-engine
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "loan-engine",
    products: [
        .library(name: "LoanEngine", targets: ["LoanEngine"]),
        .library(name: "LoanCases", targets: ["LoanCases"]),
        .executable(name: "loan-engine", targets: ["loan-engine"]),
    ],
    targets: [
        .systemLibrary(name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"])]),
        .target(name: "ExactArithmetic", dependencies: ["CGMP"], swiftSettings: strict),
        .target(name: "LoanCalendar", dependencies: ["ExactArithmetic"], swiftSettings: strict),
        .target(
            name: "LoanEngine", dependencies: ["ExactArithmetic", "LoanCalendar"],
            swiftSettings: strict),
        .target(name: "LoanCases", dependencies: ["LoanEngine"], swiftSettings: strict),
        .systemLibrary(name: "CGetopt"),
        .executableTarget(
            name: "loan-engine", dependencies: ["CGetopt", "LoanCases"], swiftSettings: strict),
    ]
)
