/// The lists of `ingest/admin`: tab-separated lines, `#` before a remark.
///
/// `units*.tsv` hold code, name, kind, parent's code, first day, last day;
/// `successions*.tsv` hold the old code, the new code, whole or part, source,
/// who confirmed it.
package struct UnitFiles: Equatable, Sendable {
    /// Where a line stands.
    package struct Place: Equatable, Sendable, CustomStringConvertible {
        package var file: String
        /// From 1.
        package var line: Int
        package init(file: String, line: Int) { (self.file, self.line) = (file, line) }
        package var description: String { "\(file):\(line)" }
    }

    package struct UnitLine: Equatable, Sendable {
        package var place: Place
        package var code: String
        package var name: String
        package var kind: UnitKind
        package var parentCode: String?
        package var validity: Validity
    }

    package struct SuccessionLine: Equatable, Sendable {
        package var place: Place
        package var oldCode: String
        package var newCode: String
        package var extent: UnitSuccession.Extent?
        package var source: String
        package var confirmedBy: String?
    }

    package private(set) var units: [UnitLine] = []
    package private(set) var successions: [SuccessionLine] = []
    package private(set) var faults: [UnitFault] = []

    package init() {}

    package mutating func addUnits(_ text: String, file: String) {
        for (number, cells) in Self.lines(text) {
            let place = Place(file: file, line: number)
            do throws(Reason) { units.append(try Self.unit(cells, place)) } catch {
                faults.append(UnitFault(error.code, at: place, error.found))
            }
        }
    }

    package mutating func addSuccessions(_ text: String, file: String) {
        for (number, cells) in Self.lines(text) {
            let place = Place(file: file, line: number)
            do throws(Reason) { successions.append(try Self.succession(cells, place)) } catch {
                faults.append(UnitFault(error.code, at: place, error.found))
            }
        }
    }

    private struct Reason: Error {
        let code: UnitFaultCode
        let found: String
        init(_ code: UnitFaultCode, _ found: String) { (self.code, self.found) = (code, found) }
    }

    private static func unit(_ cells: [String], _ place: Place) throws(Reason) -> UnitLine {
        guard cells.count == 6 else { throw Reason(.cellCount, cells.joined(separator: " | ")) }
        guard !cells[0].isEmpty, cells[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw Reason(.codeInvalid, cells[0])
        }
        guard !cells[1].isEmpty else { throw Reason(.nameMissing, cells[0]) }
        guard let kind = UnitKind(rawValue: cells[2]) else { throw Reason(.kindUnknown, cells[2]) }
        let days = cells[4...5].map { Day(iso: $0) }
        for (text, day) in zip(cells[4...5], days) where !text.isEmpty && day == nil {
            throw Reason(.dayInvalid, text)
        }
        return UnitLine(
            place: place, code: cells[0], name: cells[1], kind: kind, parentCode: cells[3].isEmpty ? nil : cells[3],
            validity: Validity(first: days[0], last: days[1]))
    }

    private static func succession(_ cells: [String], _ place: Place) throws(Reason) -> SuccessionLine {
        guard cells.count == 5 else { throw Reason(.cellCount, cells.joined(separator: " | ")) }
        let link = "\(cells[0]) → \(cells[1])"
        guard !cells[0].isEmpty, !cells[1].isEmpty else { throw Reason(.codeMissing, link) }
        let extent = UnitSuccession.Extent(cells[2])
        guard cells[2].isEmpty || extent != nil else { throw Reason(.extentInvalid, cells[2]) }
        guard cells[4].isEmpty || extent != nil else { throw Reason(.extentMissing, link) }
        return SuccessionLine(
            place: place, oldCode: cells[0], newCode: cells[1], extent: extent, source: cells[3],
            confirmedBy: cells[4].isEmpty ? nil : cells[4])
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
