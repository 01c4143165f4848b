/// Columns of text, aligned, as a terminal shows them.
struct TextTable {
    enum Alignment {
        case left, right
    }

    /// A cell, with the colour that a terminal shows it in.
    struct Cell {
        var text: String
        var color: Color?

        init(_ text: String, _ color: Color? = nil) {
            self.text = text
            self.color = color
        }
    }

    /// Colours by their number in the terminal's own palette.
    enum Color: Int {
        case red = 31
        case green = 32
        case yellow = 33
        case bold = 1
    }

    private let headings: [(String, Alignment)]
    private var rows: [[Cell]] = []
    private var footer: [Cell]?

    init(_ headings: [(String, Alignment)]) {
        self.headings = headings
    }

    mutating func add(_ cells: [Cell]) { rows.append(cells) }

    /// A row below a rule.
    mutating func foot(_ cells: [Cell]) { footer = cells }

    /// The table, two spaces between columns, without trailing spaces.
    var text: String {
        let header = headings.map { Cell($0.0, .bold) }
        let all = [header] + rows + (footer.map { [$0] } ?? [])
        let widths = headings.indices.map { column in
            all.map { column < $0.count ? $0[column].text.count : 0 }.max() ?? 0
        }
        // Notes, in a last column without a heading, have no rule above them.
        let ruled = headings.last?.0.isEmpty == true ? widths.dropLast() : widths[...]
        let rule = ruled.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
        var lines = [line(header, widths), rule] + rows.map { line($0, widths) }
        if let footer { lines += [rule, line(footer, widths)] }
        return lines.joined(separator: "\n")
    }

    private func line(_ cells: [Cell], _ widths: [Int]) -> String {
        var text = ""
        var pendingSpaces = 0
        for (column, cell) in cells.enumerated() {
            if column > 0 { pendingSpaces += 2 }
            let padding = widths[column] - cell.text.count
            if headings[column].1 == .right { pendingSpaces += padding }
            if !cell.text.isEmpty {
                text += String(repeating: " ", count: pendingSpaces)
                pendingSpaces = 0
                text += TextTable.painted(cell.text, cell.color)
            } else if headings[column].1 == .right {
                continue
            }
            if headings[column].1 == .left { pendingSpaces += padding }
        }
        return text
    }

    /// The text in a colour, where standard output shows colours.
    static func painted(_ text: String, _ color: Color?) -> String {
        guard let color, Output.hasColor else { return text }
        return "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m"
    }
}
