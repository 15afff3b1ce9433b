import Foundation
import Library
import SQLiteStore
import Testing
import VietnameseText

/// Every syllable of the samples in every way a keyboard may have left it, from
/// the index to the answer.
///
/// Syllables stand in rows, a row being a title of the catalogue and a passage
/// of a book. A row is asked for as a phrase: each two neighbours must be found
/// as they were typed, so one syllable that is not the same word loses the row.
@Suite(.enabled(if: SharedSamples.path(SharedSamples.countedSyllables) != nil, "../shared/samples is absent"))
struct SyllableSearchTests {
    /// A question takes 40 words.
    private static let rowLength = 38

    @Test func `every form of every syllable finds its record`() async throws {
        let rows = try Self.rows()
        let library = try TemporaryLibrary()
        try await library.take(
            rows.enumerated().map { Sample.marc("\($0)", $1, position: $0 + 1) { $0.languages = ["vi"] } })
        // The same words in another order, so that an answer by words alone shows.
        try await library.take(
            rows.enumerated().map { Sample.marc("x\($0)", Self.reversed($1), position: $0 + 1) }, file: "nguoc.mrc")

        for row in rows {
            var lost: [String] = []
            for form in Self.forms(of: row) {
                let found = try await library.ask("nhande:\"\(form)\"", scope: .catalogue).records.map(\.record.title)
                if found != [row] { lost.append(form) }
            }

            #expect(lost.isEmpty, "\(row): \(lost)")
        }
    }

    @Test func `every form of every syllable finds its passage`() async throws {
        let rows = try Self.rows()
        let library = try TemporaryLibrary()
        try await library.takeText("", title: "Xuôi", passages: Self.passages(of: rows))
        try await library.takeText("", title: "Ngược", passages: Self.passages(of: rows.map(Self.reversed)))
        _ = try await library.store.indexPending()

        for (index, row) in rows.enumerated() {
            var lost: [String] = []
            for form in Self.forms(of: row) {
                let books = try await library.ask("\"\(form)\"", scope: .books).books
                let places = books.first?.passages.map(\.place) ?? []
                let isFound = books.map(\.record.title) == ["Xuôi"] && places == [Place(section: index + 1, block: 1)]
                if !isFound { lost.append(form) }
            }

            #expect(lost.isEmpty, "\(row): \(lost)")
        }
    }

    // MARK: Rows and their forms

    private static func rows() throws -> [String] {
        let syllables = try SharedSamples.syllables()
        #expect(syllables.count > 6000)
        return stride(from: 0, to: syllables.count, by: rowLength).map { start in
            syllables[start..<min(start + rowLength, syllables.count)].joined(separator: " ")
        }
    }

    private static func reversed(_ row: String) -> String {
        row.split(separator: " ").reversed().joined(separator: " ")
    }

    private static func passages(of rows: [String]) -> [Passage] {
        rows.enumerated().map {
            Passage(ordinal: $0 + 1, section: $0 + 1, firstBlock: 1, heading: nil, text: $1)
        }
    }

    /// With marks: old and new tone placement × three cases × composed and
    /// decomposed; without: three cases.
    private static func forms(of row: String) -> [String] {
        let marked = TonePlacement.Style.allCases.map { TonePlacement.placed(row, style: $0) }
        return marked.flatMap(cases).flatMap { [$0, $0.decomposedStringWithCanonicalMapping] }
            + cases(of: unmarked(row))
    }

    private static func cases(of text: String) -> [String] { [text.lowercased(), text.uppercased(), text.capitalized] }

    /// By Foundation, a judge that is not ours.
    private static func unmarked(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        plain.append(
            contentsOf: text.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
                $0.properties.canonicalCombiningClass == .notReordered
            })
        return String(plain).replacingOccurrences(of: "đ", with: "d").replacingOccurrences(of: "Đ", with: "D")
    }
}
