// swift-tools-version: 6.3
// One target per layer: the compiler keeps the order
//     ExactArithmetic <- LoanCalendar <- LoanEngine <- LoanCases <- loan-engine
// with LoanDisclosure, Expressions, CreditScoring and LoanPortfolio beside LoanEngine.
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "loan-engine",
    products: [
        .library(name: "LoanEngine", targets: ["LoanEngine"]),
        .library(name: "LoanDisclosure", targets: ["LoanDisclosure"]),
        .library(name: "LoanPortfolio", targets: ["LoanPortfolio"]),
        .library(name: "CreditScoring", targets: ["CreditScoring"]),
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
        .target(
            name: "LoanDisclosure",
            dependencies: ["ExactArithmetic", "LoanCalendar", "LoanEngine"], swiftSettings: strict),
        .target(
            name: "Expressions", dependencies: ["ExactArithmetic", "LoanCalendar"],
            swiftSettings: strict),
        .target(
            name: "CreditScoring",
            dependencies: ["ExactArithmetic", "LoanCalendar", "Expressions"],
            swiftSettings: strict),
        .target(
            name: "LoanPortfolio",
            dependencies: ["ExactArithmetic", "LoanCalendar", "LoanEngine", "Expressions"],
            swiftSettings: strict),
        // Layers are named even where a re-export brings them: a build that is carried on then
        // sees that a type of theirs has changed.
        .target(
            name: "LoanCases",
            dependencies: [
                "ExactArithmetic", "LoanCalendar", "LoanEngine", "LoanDisclosure", "Expressions",
                "CreditScoring", "LoanPortfolio",
            ], swiftSettings: strict),
        .target(name: "CLoanEngine"),
        .systemLibrary(name: "CMachine"),
        .target(
            name: "LoanEngineC",
            dependencies: [
                "CLoanEngine", "CMachine", "ExactArithmetic", "LoanCalendar", "LoanEngine",
            ],
            swiftSettings: strict),
        .target(
            name: "CLoanEngineJSON", dependencies: ["CLoanEngine"],
            cSettings: [.headerSearchPath("../../include")]),
        .target(
            name: "LoanEngineJSON",
            dependencies: [
                "CLoanEngine", "CLoanEngineJSON", "CMachine", "ExactArithmetic", "LoanCalendar",
                "LoanEngine", "LoanPortfolio", "LoanCases",
            ],
            swiftSettings: strict),
        .systemLibrary(name: "CGetopt"),
        .executableTarget(
            name: "loan-engine",
            dependencies: [
                "CGetopt", "ExactArithmetic", "LoanCalendar", "LoanEngine", "LoanDisclosure",
                "Expressions", "CreditScoring", "LoanPortfolio", "LoanCases",
            ], swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["ExactArithmetic", "LoanCalendar", "LoanEngine"],
            path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(
            name: "ExactArithmeticTests", dependencies: ["ExactArithmetic", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "LoanCalendarTests",
            dependencies: ["ExactArithmetic", "LoanCalendar", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "LoanEngineTests",
            // Cases: a law that does not hold says so with a case that shows it.
            dependencies: [
                "ExactArithmetic", "LoanCalendar", "LoanEngine", "LoanCases", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "LoanEngineCTests",
            dependencies: [
                "CLoanEngine", "CMachine", "ExactArithmetic", "LoanCalendar", "LoanEngine",
                "LoanEngineC",
            ], swiftSettings: strict),
        .testTarget(
            name: "LoanCasesTests",
            dependencies: [
                "ExactArithmetic", "LoanCalendar", "LoanEngine", "LoanDisclosure", "Expressions",
                "CreditScoring", "LoanPortfolio", "LoanCases", "TestSupport",
            ], swiftSettings: strict),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "loan-engine", "ExactArithmetic", "LoanCalendar", "LoanEngine", "LoanCases",
            ], swiftSettings: strict),
    ]
)
