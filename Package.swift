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
    ],
    targets: [
        .systemLibrary(name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"])]),
        .target(name: "ExactArithmetic", dependencies: ["CGMP"], swiftSettings: strict),
        .target(name: "LoanCalendar", dependencies: ["ExactArithmetic"], swiftSettings: strict),
        .target(
            name: "LoanEngine", dependencies: ["ExactArithmetic", "LoanCalendar"],
            swiftSettings: strict),
    ]
)
