import CSearchRank
import GRDB
import Library
import Synchronization
import VietnameseText

/// The words of the catalogue's own records with how many records have each,
/// for suggestions. Words of books are not in it: what a closed book says must
/// not show through a suggestion.
struct SuggestionDictionary: Sendable {
    struct Spelling: Sendable {
        var exact: String
        var records: Int
    }

    private let spellings: [String: [Spelling]]
    private let records: [String: Int]
    /// How many records there were.
    let size: Int
    let pairs = PairCounts()

    /// More spellings of one folded word than that are hardly meant. A rare one
    /// stays, however common another is: "Lục Vân Tiên" is rare beside every
    /// "văn" and "lực", and its neighbours tell it.
    private static let mostSpellings = 12
    private static let leastShare = 0.0005

    init(reader: PostingReader) throws {
        var reader = reader
        // Each word is read once: it would drive out what questions read.
        reader.cache = nil
        var folded: [String: Int] = [:]
        var marked: [String: [String: Int]] = [:]
        try reader.forEachTerm(withPrefix: [TermTag.foldedWord.rawValue]) { term, records, _, _ in
            folded[String(decoding: term.dropFirst(), as: UTF8.self), default: 0] += records
            return true
        }
        try reader.forEachTerm(withPrefix: [TermTag.exactWord.rawValue]) { term, records, _, _ in
            let exact = String(decoding: term.dropFirst(), as: UTF8.self)
            marked[Folding.folded(exact), default: [:]][exact, default: 0] += records
            return true
        }
        size = reader.set.documentCount
        records = folded
        spellings = marked.reduce(into: [:]) { all, word in
            let (plain, forms) = word
            var list = forms.map { Spelling(exact: $0.key, records: $0.value) }
            let unmarked = (folded[plain] ?? 0) - list.reduce(0) { $0 + $1.records }
            if unmarked > 0 { list.append(Spelling(exact: plain, records: unmarked)) }
            list.sort { ($1.records, $0.exact) < ($0.records, $1.exact) }
            let least = Double(list.first?.records ?? 0) * Self.leastShare
            all[plain] = list.prefix(Self.mostSpellings).filter { Double($0.records) >= least }
        }
    }

    /// How many records have the folded word.
    func records(of folded: String) -> Int { records[folded] ?? 0 }

    /// The ways the folded word is written, commonest first.
    func spellings(of folded: String) -> [Spelling] {
        spellings[folded] ?? [Spelling(exact: folded, records: records(of: folded))]
    }
}

/// How many records have two words next to each other, remembered, since the
/// same pairs are looked up for many questions.
final class PairCounts: Sendable {
    private let counts = Mutex<[String: Int]>([:])
    private static let most = 100_000

    func records(_ first: String, _ second: String, in reader: PostingReader) throws -> Int {
        let pair = first + " " + second
        if let known = counts.withLock({ $0[pair] }) { return known }
        let isPlain = Folding.folded(pair) == pair
        let records = try reader.find((isPlain ? TermTag.foldedPair : .exactPair).key(pair)).documents
        counts.withLock { counts in
            if counts.count >= Self.most { counts.removeAll() }
            counts[pair] = records
        }
        return records
    }
}

/// Keeps the dictionary, and makes it again when the catalogue has grown.
final class SuggestionDictionaries: Sendable {
    private let latest = Mutex<SuggestionDictionary?>(nil)

    /// Made off the write path, by the first question that wants it after the
    /// catalogue has changed by a twentieth; a small one at every change.
    func current(_ reader: PostingReader) throws -> SuggestionDictionary {
        try latest.withLock { latest in
            let size = reader.set.documentCount
            if let known = latest, abs(known.size - size) <= (size < 2_000 ? 0 : size / 20) { return known }
            let fresh = try SuggestionDictionary(reader: reader)
            latest = fresh
            return fresh
        }
    }
}
