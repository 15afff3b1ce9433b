/// The lists of `ingest/admin`: tab-separated lines, `#` before a remark.
///
/// `units*.tsv` hold code, name, kind, parent's code, first day, last day;
/// `successions*.tsv` hold the old code, the new code, whole or part, source,
/// who confirmed it.
package struct UnitFiles: Equatable, Sendable {
    package struct UnitLine: Equatable, Sendable {
        package var code: String
        package var name: String
        package var kind: UnitKind
        package var parentCode: String?
        package var validity: Validity
    }

    package struct SuccessionLine: Equatable, Sendable {
        package var oldCode: String
        package var newCode: String
        package var extent: UnitSuccession.Extent?
        package var source: String
        package var confirmedBy: String?
    }

    /// A line that is left out, and why.
    package struct Fault: Equatable, Sendable, CustomStringConvertible {
        package var file: String
        package var line: Int
        package var reason: String
        package var description: String { "\(file):\(line): \(reason)" }
    }

    package private(set) var units: [UnitLine] = []
    package private(set) var successions: [SuccessionLine] = []
    package private(set) var faults: [Fault] = []

    package init() {}

    package mutating func addUnits(_ text: String, file: String) {
        for (number, cells) in Self.lines(text) {
            switch Self.unit(cells) {
            case .success(let unit): units.append(unit)
            case .failure(let reason): faults.append(Fault(file: file, line: number, reason: reason.text))
            }
        }
    }

    package mutating func addSuccessions(_ text: String, file: String) {
        for (number, cells) in Self.lines(text) {
            switch Self.succession(cells) {
            case .success(let link): successions.append(link)
            case .failure(let reason): faults.append(Fault(file: file, line: number, reason: reason.text))
            }
        }
    }

    private struct Reason: Error {
        let text: String
        init(_ text: String) { self.text = text }
    }

    private static func unit(_ cells: [String]) -> Result<UnitLine, Reason> {
        guard cells.count == 6 else { return .failure(Reason("\(cells.count) cells in place of 6")) }
        guard !cells[0].isEmpty, cells[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return .failure(Reason("\"\(cells[0])\" is no code"))
        }
        guard !cells[1].isEmpty else { return .failure(Reason("the name is missing")) }
        guard let kind = UnitKind(rawValue: cells[2]) else {
            return .failure(Reason("\"\(cells[2])\" is no kind of unit"))
        }
        let days = cells[4...5].map { Day(iso: $0) }
        guard zip(cells[4...5], days).allSatisfy({ $0.isEmpty || $1 != nil }) else {
            return .failure(Reason("a day is written as 2025-07-01"))
        }
        return .success(
            UnitLine(
                code: cells[0], name: cells[1], kind: kind, parentCode: cells[3].isEmpty ? nil : cells[3],
                validity: Validity(first: days[0], last: days[1])))
    }

    private static func succession(_ cells: [String]) -> Result<SuccessionLine, Reason> {
        guard cells.count == 5 else { return .failure(Reason("\(cells.count) cells in place of 5")) }
        guard !cells[0].isEmpty, !cells[1].isEmpty else { return .failure(Reason("a code is missing")) }
        let extent = UnitSuccession.Extent(cells[2])
        guard cells[2].isEmpty || extent != nil else {
            return .failure(Reason("\"\(cells[2])\" is not whole, part or part:40"))
        }
        guard cells[4].isEmpty || extent != nil else {
            return .failure(Reason("confirmed, but not said whether whole or part"))
        }
        return .success(
            SuccessionLine(
                oldCode: cells[0], newCode: cells[1], extent: extent, source: cells[3],
                confirmedBy: cells[4].isEmpty ? nil : cells[4]))
    }

    /// The lines that say something, with their numbers in the file.
    private static func lines(_ text: String) -> [(number: Int, cells: [String])] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().compactMap {
            place, line in
            guard !line.isEmpty, line.first != "#" else { return nil }
            return (place + 1, line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
        }
    }
}
