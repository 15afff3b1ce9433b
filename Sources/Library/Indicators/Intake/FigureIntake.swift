import VietnameseText

/// Reads tables of monthly figures, whatever way they were laid out: one row a
/// point and month, points with twelve months beside them, one point a sheet.
///
/// Every cell knows what it is of from four places, the nearest first: its
/// column's headings (one row or two), its row, the lines above the table and
/// the sheet's name, the form it came by. What cannot be read is explained by
/// its cell, and never guessed.
package struct FigureIntake: Equatable, Sendable {
    /// What holds where a table says nothing.
    package struct Setting: Equatable, Sendable {
        /// The points somebody may enter figures for.
        package var points: [FigurePoint]
        package var point: ServicePointID?
        package var indicator: Indicator?
        package var year: Int?
        package var origin: FigureOrigin
        package var today: Day
        package init(
            points: [FigurePoint], point: ServicePointID? = nil, indicator: Indicator? = nil, year: Int? = nil,
            origin: FigureOrigin = .imported, today: Day
        ) {
            (self.points, self.point, self.indicator, self.year) = (points, point, indicator, year)
            (self.origin, self.today) = (origin, today)
        }
    }

    /// Where a cell is: "B7" of a sheet, which has no name where there is one.
    package struct Cell: Hashable, Sendable, CustomStringConvertible {
        package var sheet: String?
        /// 1-based, as the spreadsheet shows it.
        package var line: Int
        /// From 0.
        package var column: Int
        package init(sheet: String?, line: Int, column: Int) {
            (self.sheet, self.line, self.column) = (sheet, line, column)
        }

        package var description: String {
            var (letters, rest) = ("", column)
            repeat {
                letters = String(UnicodeScalar(UInt8(0x41 + rest % 26))) + letters
                rest = rest / 26 - 1
            } while rest >= 0
            return letters + String(line)
        }
    }

    /// A figure that was read.
    package struct Line: Equatable, Sendable {
        package var cell: Cell
        package var note: FigureNote
        package var pointName: String
        /// What becomes of it; nil before it was compared with what is there.
        package var outcome: FigureNoteOutcome?
        /// What stands there now, where another number does.
        package var before: Int?
    }

    /// A cell that is not taken, and why.
    package struct Refused: Equatable, Sendable {
        package var cell: Cell
        package var fault: FigureFault
        /// What stands in it, or whatever else tells which it is.
        package var text: String
    }

    package private(set) var lines: [Line] = []
    package private(set) var refused: [Refused] = []
    /// Rows and columns of sums.
    package private(set) var sums = 0
    /// Cells that say nothing: there is no figure then.
    package private(set) var silent = 0

    package init(_ rows: [TableRow], setting: Setting) {
        var sheets: [(name: String?, rows: [TableRow])] = []
        for row in rows {
            if sheets.last?.name != row.sheet || sheets.isEmpty { sheets.append((row.sheet, [])) }
            sheets[sheets.count - 1].rows.append(row)
        }
        let names = FigurePointNames(setting.points)
        for sheet in sheets {
            var reading = FigureSheetReading(sheet.name, sheet.rows, setting, names)
            reading.read()
            lines += reading.lines
            refused += reading.refused
            sums += reading.sums
            silent += reading.silent
        }
        refuseTwice()
    }

    /// The first of two cells that say the same stays.
    private mutating func refuseTwice() {
        var seen: Set<FigureKey> = []
        var kept: [Line] = []
        for line in lines {
            if seen.insert(line.note.key).inserted {
                kept.append(line)
            } else {
                let value = line.note.value.map { String($0) } ?? ""
                refused.append(Refused(cell: line.cell, fault: .twice, text: value))
            }
        }
        lines = kept
    }

    /// Compares with the entries that hold: says what each line would do, and
    /// refuses what the system counted itself.
    package func compared(with entries: [FigureEntry]) -> FigureIntake {
        var compared = self
        var values: [FigureKey: Int?] = [:]
        for entry in entries where entry.isCurrent { values[entry.key] = entry.value }
        compared.lines = []
        for line in lines {
            var line = line
            var counted = line.note.key
            counted.origin = .system
            if let before = values[line.note.key] {
                line.outcome = before == line.note.value ? .unchanged : .corrected
                line.before = before
            } else if line.note.key.origin == .imported, let other = values[counted], let other {
                compared.refused.append(Refused(cell: line.cell, fault: .countedAlready, text: String(other)))
                continue
            } else {
                line.outcome = .added
            }
            compared.lines.append(line)
        }
        return compared
    }

    package var indicators: Set<Indicator> { Set(lines.map(\.note.key.indicator)) }
    package var months: ClosedRange<Month>? {
        let months = lines.map(\.note.key.month)
        guard let first = months.min(), let last = months.max() else { return nil }
        return first...last
    }
    package func count(_ outcome: FigureNoteOutcome) -> Int { lines.count { $0.outcome == outcome } }
}
