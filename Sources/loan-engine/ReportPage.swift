import LoanCases

/// A report as one page of HTML without outside parts: ageing bars, the trend of portfolio at risk over
/// the dates given, tables that sort by a click. Light or dark as the reader's system is.
struct ReportPage {
    private var html = ""
    private let asOf: String

    /// - Parameter history: Results of the same report as of earlier dates.
    init(_ result: JSONValue, history: [JSONValue]) {
        let title = result["name"]?.text ?? "Portfolio"
        let asOf = result["asOf"]?.text ?? ""
        self.asOf = asOf
        html = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Self.escaped(title)), \(asOf)</title>
            <style>
            :root { color-scheme: light dark; --ink: #1c1c1e; --soft: #6b6b70; --line: #d9d9de;
              --back: #fff; --card: #f6f6f8; --bar: #2f6fb3; --late: #b3402f; }
            @media (prefers-color-scheme: dark) { :root { --ink: #ececf0; --soft: #a0a0a8;
              --line: #3a3a40; --back: #161618; --card: #202024; --bar: #6fa8e6; --late: #e68a6f; } }
            body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--back);
              margin: 0 auto; max-width: 72rem; padding: 1.2rem; }
            h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; }
            p { color: var(--soft); margin: .2rem 0 1rem; }
            .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
              gap: .7rem; } .card { background: var(--card); border-radius: .5rem; padding: .7rem .9rem; }
            .card b { display: block; font-size: 1.1rem; font-variant-numeric: tabular-nums;
              overflow-wrap: anywhere; }
            .card span, th, .bars span { color: var(--soft); }
            .bars { display: grid; grid-template-columns: max-content 1fr max-content;
              gap: .3rem .8rem; align-items: center; margin-top: 1rem; }
            .bars i { display: block; height: .9rem; background: var(--bar); border-radius: .2rem;
              min-width: 1px; } .bars i.late { background: var(--late); }
            .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
            th, td { text-align: right; padding: .35rem .6rem; border-bottom: 1px solid var(--line);
              white-space: nowrap; font-variant-numeric: tabular-nums; }
            th { cursor: pointer; font-weight: 600; } th.name, td.name { text-align: left; }
            svg { width: 100%; max-width: 44rem; height: auto; } svg text { fill: var(--soft);
              font-size: 11px; } svg .axis { stroke: var(--line); }
            </style></head><body>
            <h1>\(Self.escaped(title))</h1><p>As of \(asOf)</p>

            """
        for currency in result["currencies"]?.elements ?? [] {
            add(currency, history)
        }
        html += """
            <script>
            document.querySelectorAll('th').forEach(function (th) {
              th.addEventListener('click', function () {
                var table = th.closest('table'), body = table.tBodies[0], at = th.cellIndex;
                var down = th.dataset.down = th.dataset.down === '1' ? '0' : '1';
                Array.from(body.rows).sort(function (a, b) {
                  var x = a.cells[at].textContent, y = b.cells[at].textContent;
                  var n = Number(x) - Number(y);
                  var order = isNaN(n) ? x.localeCompare(y) : n;
                  return down === '1' ? -order : order;
                }).forEach(function (row) { body.appendChild(row); });
              });
            });
            </script></body></html>

            """
    }

    var bytes: [UInt8] { Array(html.utf8) }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private mutating func add(_ currency: JSONValue, _ history: [JSONValue]) {
        let code = currency["currency"]?.text ?? ""
        html += "<h2>\(Self.escaped(code))</h2>\n"
        let groupings = currency["groupings"]?.elements ?? []
        for grouping in groupings {
            let names = (grouping["by"]?.elements ?? []).compactMap(\.text)
            let rows = grouping["rows"]?.elements ?? []
            if names.isEmpty, let measures = rows.first?["measures"] {
                total(measures)
                trend(code, measures, history)
            } else {
                table(names, rows)
            }
        }
    }

    private mutating func total(_ measures: JSONValue) {
        let summary = ReportSummary(measures)
        html += "<div class=\"cards\">"
        for (label, text) in summary.figures {
            html +=
                "<div class=\"card\"><span>\(Self.escaped(label))</span><b>\(Self.escaped(text))</b></div>"
        }
        html += "</div>\n<div class=\"bars\">"
        for (index, bucket) in (measures["ageing"]?.elements ?? []).enumerated() {
            let percent = bucket["share"]?["percent"]?.text ?? "0"
            html +=
                "<span>\(Self.escaped(bucket["name"]?.text ?? ""))</span>"
                + "<i\(index > 0 ? " class=\"late\"" : "") style=\"width:\(percent)%\"></i>"
                + "<span>\(bucket["principal"]?.text ?? "") · \(percent) %</span>"
        }
        html += "</div>\n"
    }

    /// Portfolio at risk over the dates of earlier results and this one.
    private mutating func trend(_ code: String, _ measures: JSONValue, _ history: [JSONValue]) {
        var points: [(date: String, measures: JSONValue)] = []
        for result in history {
            let own = (result["currencies"]?.elements ?? []).first { $0["currency"]?.text == code }
            let total = (own?["groupings"]?.elements ?? []).first {
                ($0["by"]?.elements ?? []).isEmpty
            }
            if let date = result["asOf"]?.text, let row = total?["rows"]?.elements?.first,
                let own = row["measures"]
            {
                points.append((date, own))
            }
        }
        guard !points.isEmpty else { return }
        points.sort { $0.date < $1.date }
        points.append((asOf, measures))
        let (width, height) = (640, 220)
        var svg =
            "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"Portfolio at risk\">"
        let dashes = ["", "6 3", "2 3", "8 3 2 3"]
        var most = 1
        func whole(_ text: String) -> Int { Int(text.prefix { $0 != "." }) ?? 0 }
        let names = (measures["par"]?.elements ?? []).compactMap { $0["name"]?.text }
        func percent(_ point: JSONValue, _ name: String) -> Int {
            let own = (point["par"]?.elements ?? []).first { $0["name"]?.text == name }
            return whole(own?["late"]?["percent"]?.text ?? "0")
        }
        for point in points {
            for name in names { most = max(most, percent(point.measures, name) + 1) }
        }
        let step = (width - 140) / max(points.count - 1, 1)
        func place(_ index: Int, _ percent: Int) -> (Int, Int) {
            (40 + index * step, height - 30 - percent * (height - 50) / most)
        }
        svg +=
            "<line class=\"axis\" x1=\"40\" y1=\"\(height - 30)\" x2=\"\(width - 90)\" y2=\"\(height - 30)\"/>"
        svg +=
            "<text x=\"4\" y=\"24\">\(most) %</text><text x=\"4\" y=\"\(height - 26)\">0 %</text>"
        for (number, name) in names.enumerated() {
            let line = points.enumerated().map { index, point -> String in
                let (x, y) = place(index, percent(point.measures, name))
                return "\(x),\(y)"
            }
            let dash = dashes[number % dashes.count]
            svg +=
                "<polyline fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\""
                + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")
                + " points=\"\(line.joined(separator: " "))\"/>"
            let (x, y) = place(points.count - 1, percent(measures, name))
            svg += "<text x=\"\(x + 6)\" y=\"\(y + 4)\">\(Self.escaped(name))</text>"
        }
        for (index, point) in points.enumerated() {
            let (x, _) = place(index, 0)
            svg += "<text x=\"\(x - 20)\" y=\"\(height - 10)\">\(Self.escaped(point.date))</text>"
        }
        html += svg + "</svg>\n"
    }

    private mutating func table(_ names: [String], _ rows: [JSONValue]) {
        html +=
            "<h2>By \(Self.escaped(names.joined(separator: ", ")))</h2><div class=\"wide\"><table><thead><tr>"
        let labels = rows.first?["measures"].map { ReportSummary($0).figures.map(\.label) } ?? []
        for name in names { html += "<th class=\"name\">\(Self.escaped(name))</th>" }
        for label in labels { html += "<th>\(Self.escaped(label))</th>" }
        html += "</tr></thead><tbody>\n"
        for row in rows {
            html += "<tr>"
            for name in names {
                html += "<td class=\"name\">\(Self.escaped(row["key"]?[name]?.text ?? "–"))</td>"
            }
            for figure in row["measures"].map({ ReportSummary($0).figures }) ?? [] {
                html += "<td>\(Self.escaped(figure.text))</td>"
            }
            html += "</tr>\n"
        }
        html += "</tbody></table></div>\n"
    }
}

/// The figures of a group that a credit committee looks at first.
struct ReportSummary {
    private(set) var figures: [(label: String, text: String)] = []

    init(_ measures: JSONValue) {
        func add(_ label: String, _ value: JSONValue?) {
            switch value {
            case .string(let text), .number(let text): figures.append((label, text))
            default: break
            }
        }
        func percent(_ label: String, _ value: JSONValue?) {
            guard let value else { return }
            figures.append((label, value["percent"]?.text ?? "–"))
        }
        add("Loans", measures["counts"]?["active"])
        add("Portfolio", measures["grossPortfolio"])
        add("Arrears", measures["arrears"]?["total"])
        percent("Arrears %", measures["arrearsRate"])
        for own in measures["par"]?.elements ?? [] {
            percent("\(own["name"]?.text ?? "") %", own["late"])
        }
        add("Provision", measures["provision"]?["total"])
        percent("Collected %", measures["collection"]?["collectionRate"])
        add("Disbursed", measures["disbursement"]?["amount"])
        add("Written off", measures["losses"]?["writtenOff"])
        add("Yield %", measures["yield"]?["annualizedPercent"])
    }
}

/// A report for a terminal: a table a grouping.
struct ReportTable {
    let text: String

    init(_ result: JSONValue) {
        var parts: [String] = []
        for currency in result["currencies"]?.elements ?? [] {
            for grouping in currency["groupings"]?.elements ?? [] {
                let names = (grouping["by"]?.elements ?? []).compactMap(\.text)
                let rows = grouping["rows"]?.elements ?? []
                let labels =
                    rows.first?["measures"].map { ReportSummary($0).figures.map(\.label) } ?? []
                var table = TextTable(
                    [(currency["currency"]?.text ?? "", .left)]
                        + names.dropFirst().map { ($0, .left) } + labels.map { ($0, .right) })
                for row in rows {
                    let key = names.map { row["key"]?[$0]?.text ?? "–" }
                    let figures = row["measures"].map { ReportSummary($0).figures } ?? []
                    table.add(
                        (key.isEmpty ? ["all"] : key).map { TextTable.Cell(Output.printable($0)) }
                            + figures.map { TextTable.Cell($0.text) })
                }
                let by = names.isEmpty ? "In all" : "By " + names.joined(separator: ", ")
                parts.append(
                    "\(Output.printable(by)), as of \(result["asOf"]?.text ?? "")\n\n\(table.text)")
            }
        }
        if parts.isEmpty { parts.append("No positions.") }
        let rejected = result["errors"]?.elements ?? []
        if !rejected.isEmpty {
            let count = Self.number(result["lines"]?["rejected"]) ?? ""
            parts.append(
                "Not counted: \(count) line\(count == "1" ? "" : "s") in error, the first at line "
                    + (Self.number(rejected[0]["line"]) ?? ""))
        }
        text = parts.joined(separator: "\n\n")
    }

    private static func number(_ value: JSONValue?) -> String? {
        if case .number(let text) = value { return text }
        return nil
    }
}
