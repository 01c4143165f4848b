import Foundation
import Testing

@testable import LoanCases
@testable import LoanEngine

/// Every figure of every golden case is explained, and its lines come to it.
@Suite("Explanations of golden cases")
struct ExplanationGoldenTests {
    private static let cases: [URL] = {
        let fixtures = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures")
        let files = FileManager.default.enumerator(at: fixtures, includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "json" }
    }()

    @Test(
        "Each figure of each golden case is the sum of its steps, each step what its lines come to")
    func recomputed() throws {
        var count = 0
        var wrong: [String] = []
        for url in Self.cases {
            let bytes = [UInt8](try Data(contentsOf: url))
            guard let root = try? JSONParser.parse(bytes),
                root["format"]?.text == LoanCase.format,
                let document = try? ExplanationDocument(of: root)
            else { continue }
            let own = document.explanation
            for figure in own.figures {
                guard let explanation = own.explanation(of: figure) else {
                    wrong.append("\(url.lastPathComponent) \(figure.path): none")
                    continue
                }
                count += 1
                if explanation.recomputed != explanation.amountMinor {
                    wrong.append(
                        "\(url.lastPathComponent) \(figure.path): \(explanation.amountMinor), "
                            + "recomputed \(explanation.recomputed.map { "\($0)" } ?? "nothing")")
                }
                for step in explanation.steps where step.isUnexplained {
                    wrong.append(
                        "\(url.lastPathComponent) \(figure.path): \(explanation.amountMinor), "
                            + "of which \(step.amountMinor) is not explained: "
                            + "\(explanation.steps.map { "\($0.rule) \($0.amountMinor)" })")
                }
            }
        }
        #expect(count > 100_000)
        #expect(wrong.isEmpty, "\(wrong.prefix(40).joined(separator: "\n"))")
    }
}
