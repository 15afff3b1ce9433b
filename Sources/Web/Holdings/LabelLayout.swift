/// An A4 sheet of labels as stationers sell it; all measures in tenths of a
/// millimetre.
///
/// A page may have no styles of its own (the content policy forbids them), so
/// each layout has its lines in `site.css`, which ``css`` gives and a test
/// compares.
package struct LabelLayout: Hashable, Sendable {
    /// "3x8": columns and rows.
    package let name: String
    package let columns: Int
    package let rows: Int
    package let width: Int
    package let height: Int
    package let marginLeft: Int
    package let marginTop: Int
    /// Between the columns; rows touch.
    package let gap: Int

    /// Labels of a sheet.
    package var count: Int { columns * rows }

    /// The usual ones, the largest labels first.
    package static let all: [LabelLayout] = [
        LabelLayout(3, 7, size: (635, 381), margins: (72, 151), gap: 25),
        LabelLayout(3, 8, size: (700, 370), margins: (0, 5), gap: 0),
        LabelLayout(4, 10, size: (485, 254), margins: (80, 215), gap: 0),
        LabelLayout(5, 13, size: (381, 212), margins: (48, 107), gap: 25),
    ]

    private init(_ columns: Int, _ rows: Int, size: (Int, Int), margins: (Int, Int), gap: Int) {
        (self.columns, self.rows, name) = (columns, rows, "\(columns)x\(rows)")
        ((width, height), (marginLeft, marginTop), self.gap) = (size, margins, gap)
    }

    /// Its line of the style sheet.
    package var css: String {
        ".labels-\(name) .label-page { padding: \(Self.mm(marginTop)) 0 0 \(Self.mm(marginLeft)); "
            + "column-gap: \(Self.mm(gap)); "
            + "grid-template: repeat(\(rows), \(Self.mm(height))) / repeat(\(columns), \(Self.mm(width))); }"
    }

    private static func mm(_ tenths: Int) -> String {
        tenths % 10 == 0 ? "\(tenths / 10)mm" : "\(tenths / 10).\(tenths % 10)mm"
    }
}
