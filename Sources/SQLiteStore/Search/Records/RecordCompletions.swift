import CSearchRank
import GRDB
import Library
import VietnameseText

/// Completes what is being typed from whole titles, names and headings, which
/// the index keeps as terms in alphabetical order.
struct RecordCompletions {
    let reader: PostingReader
    let db: Database

    /// Terms looked at per kind: the first letter alone would name a tenth of the
    /// catalogue.
    private static let mostTerms = 2_000

    private struct Candidate {
        var folded: String
        var kind: Completion.Kind
        var documents: Int
        var document: UInt32
    }

    func completions(of prefix: String, limit: Int) throws -> [Completion] {
        let words = WordScanner.words(in: prefix)
        guard !words.isEmpty, limit > 0 else { return [] }
        let folded = words.map(\.folded).joined(separator: " ")
        let exact = words.map(\.exact).joined(separator: " ")
        let isMarked = words.contains(where: \.isMarked)
        var found: [Completion] = []
        for (tag, kind) in [(TermTag.wholeTitle, Completion.Kind.title), (.creatorName, .creator), (.subjectHeading, .subject)] {
            let candidates = try candidates(tag, kind, folded)
            // Enough to choose from: a heading may fail the marks that were typed.
            for candidate in candidates.prefix(limit * (isMarked ? 8 : 2)) {
                guard let text = try display(candidate), !found.contains(where: { $0.text == text }) else { continue }
                if isMarked, !Folding.canonical(text).hasPrefix(exact) { continue }
                found.append(Completion(text: text, kind: kind, record: kind == .title ? RecordID(Int64(candidate.document)) : nil))
            }
        }
        return mixed(found, limit)
    }

    /// Names and headings are few and lead to many records; titles fill the rest.
    private func mixed(_ found: [Completion], _ limit: Int) -> [Completion] {
        let titles = found.filter { $0.kind == .title }
        let others = found.filter { $0.kind != .title }
        let room = max(limit - titles.count, limit / 2)
        let chosen = others.prefix(room)
        return Array(titles.prefix(limit - chosen.count)) + chosen
    }

    private func candidates(_ tag: TermTag, _ kind: Completion.Kind, _ folded: String) throws -> [Candidate] {
        var byTerm: [[UInt8]: Candidate] = [:]
        var seen = 0
        var segment = -1
        try reader.forEachTerm(withPrefix: tag.key(folded)) { term, documents, place, entry in
            if place != segment { (segment, seen) = (place, 0) }
            seen += 1
            if let document = firstDocument(entry, in: place) {
                byTerm[term, default: Candidate(
                    folded: String(decoding: term.dropFirst(), as: UTF8.self), kind: kind, documents: 0, document: document)
                ].documents += documents
            }
            return seen < Self.mostTerms
        }
        return byTerm.values.sorted { ($1.documents, $0.folded) < ($0.documents, $1.folded) }
    }

    /// The first document of an inline list that is up to date.
    private func firstDocument(_ entry: sr_entry, in segment: Int) -> UInt32? {
        guard let list = entry.list else { return nil }
        var documents = [UInt32](repeating: 0, count: 8)
        var payloads = [UInt8](repeating: 0, count: 8)
        let count = sr_decode(list, Int(entry.listLength), nil, 0, 0, &documents, &payloads, 8)
        return documents.prefix(count).first { reader.set.holds($0) && reader.set.owner[Int($0)] == UInt16(segment) }
    }

    /// The text as the record shows it.
    private func display(_ candidate: Candidate) throws -> String? {
        guard let facts = try RecordFacts.load(db, id: RecordID(Int64(candidate.document)))?.facts else { return nil }
        let texts: [String] =
            switch candidate.kind {
            case .title: [facts.title] + facts.otherTitles.map(\.text) + [facts.subtitle].compactMap { $0 }
            case .creator: facts.creators.map(\.name)
            case .subject: facts.subjects
            }
        return texts.first { Folding.folded($0) == candidate.folded }
    }
}
