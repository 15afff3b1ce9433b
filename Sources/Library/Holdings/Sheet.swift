/// A table of an official register: what is printed, and what goes into a
/// workbook or a text table, from one value.
///
/// Its words are Vietnamese in every language of the interface: they are the
/// form's, as inspectors know it.
package struct Sheet: Equatable, Sendable {
    package struct Column: Equatable, Sendable {
        /// Says by itself what the column holds, also without its group.
        package var heading: String
        /// A heading over several columns that follow each other: "Xuất bản".
        package var group: String?
        package var kind: Kind
        /// In characters, about.
        package var width: Int
        /// The printed form has no place for it: it is in files and not on paper.
        package var isExtra: Bool
        package init(
            _ heading: String, in group: String? = nil, _ kind: Kind = .text, width: Int, isExtra: Bool = false
        ) {
            (self.heading, self.group, self.kind, self.width) = (heading, group, kind, width)
            self.isExtra = isExtra
        }
    }

    /// How the cells of a column are written; money is in đồng.
    package enum Kind: Sendable { case text, number, money, day }

    package enum Cell: Equatable, Sendable {
        case none
        case text(String)
        case number(Int)
        case day(Day)

        package init(_ text: String?) { self = text.map { $0.isEmpty ? .none : .text($0) } ?? .none }
        package init(_ number: Int?) { self = number.map(Cell.number) ?? .none }
        package init(_ day: Day?) { self = day.map(Cell.day) ?? .none }

        /// As a text table has it; days as they are written in Việt Nam.
        package var text: String {
            switch self {
            case .none: ""
            case .text(let text): text
            case .number(let number): String(number)
            case .day(let day): Cell.written(day)
            }
        }

        /// "05/09/2024".
        package static func written(_ day: Day) -> String {
            let parts = day.description.split(separator: "-")
            return parts.reversed().joined(separator: "/")
        }
    }

    package var title: String
    /// What its tab in a workbook is called: up to 31 letters, without the signs
    /// that Excel forbids (`[ ] : * ? / \`); nil for the program's own name.
    package var tab: String?
    /// Lines below the title: whose register it is, of which time.
    package var lead: [String]
    package var columns: [Column]
    /// As many cells as there are columns.
    package var rows: [[Cell]]

    package init(title: String, tab: String? = nil, lead: [String] = [], columns: [Column], rows: [[Cell]]) {
        (self.title, self.tab, self.lead, self.columns, self.rows) = (title, tab, lead, columns, rows)
    }

    /// The sheet with the printed form's columns alone.
    package var onPaper: Sheet {
        let kept = columns.indices.filter { !columns[$0].isExtra }
        return Sheet(
            title: title, tab: tab, lead: lead, columns: kept.map { columns[$0] },
            rows: rows.map { row in kept.map { row[$0] } })
    }

    /// Columns that stand together under one heading, or alone.
    package var groups: [(heading: String?, columns: Range<Int>)] {
        var groups: [(heading: String?, columns: Range<Int>)] = []
        for (index, column) in columns.enumerated() {
            if let last = groups.last, let heading = column.group, last.heading == heading {
                groups[groups.count - 1].columns = last.columns.lowerBound..<index + 1
            } else {
                groups.append((column.group, index..<index + 1))
            }
        }
        return groups
    }
}
