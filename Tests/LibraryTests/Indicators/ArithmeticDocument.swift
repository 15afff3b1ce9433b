import Foundation
import Library
import Testing

/// The cases of `docs/arithmetic.md`, read from that page.
struct ArithmeticDocument {
    /// A row by the headings of its columns.
    typealias Row = [String: String]

    private let lines: [String]

    init() throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../docs/arithmetic.md")
        lines = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n")
    }

    /// The tables under a heading, in their order; a row without a cell for each
    /// heading is a mistake of the page.
    func tables(_ heading: String) throws -> [[Row]] {
        let start = try #require(lines.firstIndex(of: "### \(heading)"), "no case \(heading)")
        let section = lines[(start + 1)...].prefix { !$0.hasPrefix("#") }
        var tables: [[Row]] = []
        for block in section.split(whereSeparator: { !$0.hasPrefix("|") }) {
            let cells = block.map { line in
                line.dropFirst().dropLast().components(separatedBy: "|").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
            }
            let names = try #require(cells.first)
            tables.append(
                try cells.dropFirst(2).map { row in
                    try #require(row.count == names.count, "\(heading): \(row)")
                    return Dictionary(uniqueKeysWithValues: zip(names, row))
                })
        }
        try #require(!tables.isEmpty)
        return tables
    }

    func table(_ heading: String) throws -> [Row] { try #require(try tables(heading).first) }
}

extension [String: String] {
    func text(_ column: String) throws -> String { try #require(self[column], "no column \(column)") }

    /// Nil for "–".
    func number(_ column: String) throws -> Int? {
        let text = try text(column)
        guard text != "–" else { return nil }
        let number: Int = try #require(Int(text), "\(column): \(text)")
        return number
    }

    func numbers(_ column: String, separator: String = ", ") throws -> [Int?] {
        try text(column).components(separatedBy: separator).map { text in
            guard text != "–" else { return nil }
            let number: Int = try #require(Int(text), "\(column): \(text)")
            return number
        }
    }
}

extension Working.Figure {
    /// As the page writes it: rates in percent with three decimals.
    var written: String {
        switch self {
        case .count(let count): String(count)
        case .rate(let rate): String(format: "%.3f", rate * 100 == 0 ? 0 : rate * 100)
        case .number(let number): String(format: "%g", number)
        case .none(let absence): absence.rawValue
        }
    }
}

/// Tables of figures for the cases.
enum MadeFigures {
    static func point(_ number: Int64) -> FigurePlace { .point(ServicePointID(number)) }

    static func month(_ year: Int, _ number: Int) throws -> Month { try #require(Month(year, number)) }

    static func year(_ year: Int) throws -> ClosedRange<Month> { try month(year, 1)...month(year, 12) }

    /// One figure a year, in its December, of points with numbers from 1 on; the
    /// rows are points.
    static func yearly(
        _ indicator: Indicator = .visit, from first: Int, _ points: [[Int?]],
        origins: FigureOrigins = .tally
    ) throws -> FigureTable {
        let width = points.map(\.count).max() ?? 0
        let places = points.indices.map { point(Int64($0 + 1)) }
        var table = FigureTable(
            indicator, places: places, months: try month(first, 12)...month(first + width - 1, 12))
        for (place, values) in zip(places, points) {
            for (offset, value) in values.enumerated() {
                guard let value else { continue }
                table[place, try month(first + offset, 12)] = .init(value: value, origins: origins)
            }
        }
        return table
    }

    /// Decembers are over and compared with one another.
    static func question(_ year: Int, base: Int? = nil, mean: MeanKind = .compound, goal: RateGoal? = nil) throws
        -> GrowthQuestion
    {
        let december = try month(year, 12)
        return try GrowthQuestion(december...december, over: december, baseYear: base, mean: mean, goal: goal)
    }
}
