// swift-tools-version: 6.3
// A package of one's own that takes the engine from the folder where it lies: here the root of the
// repository. With the engine beside your package the path is "../loan-engine".
import PackageDescription

let package = Package(
    name: "quickstart",
    dependencies: [.package(name: "loan-engine", path: "../..")],
    targets: [
        .executableTarget(
            name: "quickstart", dependencies: [.product(name: "LoanEngine", package: "loan-engine")]
        )
    ]
)
