import CSearchRank
import GRDB
import Library
import VietnameseText

/// Completes what is being typed from whole titles, names and headings, which
/// the index keeps as terms in alphabetical order.
struct RecordCompletions {
    let reader: PostingReader
    let db: Database

    /// Terms looked at per kind and segment: the first letter alone would name a
    /// tenth of the catalogue.
    private static let mostTerms = 1_000
    /// Records looked into for the ways a name is written.
    private static let mostSpellings = 4

    private struct Candidate {
        var folded: String
        var postings = PostingTerm()
    }

    func completions(of prefix: String, limit: Int) throws -> [Completion] {
        let words = WordScanner.words(in: prefix)
        guard !words.isEmpty, limit > 0 else { return [] }
        let folded = words.map(\.folded).joined(separator: " ")
        let typed = words.contains(where: \.isMarked) ? words.map(\.exact).joined(separator: " ") : nil
        var found: [Completion] = []
        for (tag, kind) in [
            (TermTag.wholeTitle, Completion.Kind.title), (.creatorName, .creator), (.subjectHeading, .subject),
        ] {
            var ofKind = 0
            // Marks that were typed may rule most candidates out.
            for candidate in try candidates(tag, folded).prefix(limit * (typed == nil ? 1 : 8)) where ofKind < limit {
                for completion in try spellings(candidate, kind, typed)
                where !found.contains(where: { $0.text == completion.text }) {
                    found.append(completion)
                    ofKind += 1
                }
            }
        }
        return mixed(found, limit)
    }

    /// Names and headings are few and lead to many records; titles fill the rest.
    private func mixed(_ found: [Completion], _ limit: Int) -> [Completion] {
        let titles = found.filter { $0.kind == .title }
        let others = found.filter { $0.kind != .title }
        let chosen = others.prefix(max(limit - titles.count, limit / 2))
        return Array(titles.prefix(limit - chosen.count)) + chosen
    }

    /// The terms that begin so, those with most records first.
    private func candidates(_ tag: TermTag, _ folded: String) throws -> [Candidate] {
        var byTerm: [[UInt8]: Candidate] = [:]
        var seen = 0
        var segment = -1
        try reader.forEachTerm(withPrefix: tag.key(folded)) { term, documents, place, entry in
            if place != segment { (segment, seen) = (place, 0) }
            seen += 1
            let list: PostingRun.List =
                entry.list == nil
                ? .block(entry.listBlock)
                : .here(Array(UnsafeBufferPointer(start: entry.list, count: Int(entry.listLength))))
            byTerm[term, default: Candidate(folded: String(decoding: term.dropFirst(), as: UTF8.self))].postings.runs
                .append(PostingRun(segment: place, documents: documents, list: list))
            return seen < Self.mostTerms
        }
        return byTerm.values.sorted { ($1.postings.documents, $0.folded) < ($0.postings.documents, $1.folded) }
    }

    /// The ways records write the candidate, as they show it.
    private func spellings(_ candidate: Candidate, _ kind: Completion.Kind, _ typed: String?) throws -> [Completion] {
        var found: [Completion] = []
        for document in try documents(candidate) {
            guard let facts = try RecordFacts.load(db, id: RecordID(Int64(document)))?.facts else { continue }
            let texts: [String] =
                switch kind {
                case .title: [facts.title] + facts.otherTitles.map(\.text) + [facts.subtitle].compactMap { $0 }
                case .creator: facts.creators.map(\.name)
                case .subject: facts.subjects
                }
            guard let text = texts.first(where: { Folding.folded($0) == candidate.folded }) else { continue }
            if let typed, !Folding.canonical(text).hasPrefix(typed) { continue }
            if found.contains(where: { $0.text == text }) { continue }
            found.append(Completion(text: text, kind: kind, record: kind == .title ? RecordID(Int64(document)) : nil))
        }
        return found
    }

    /// Some records that have the candidate now.
    private func documents(_ candidate: Candidate) throws -> [UInt32] {
        var found: [UInt32] = []
        try reader.forEachList(of: candidate.postings) { segment, list in
            var documents = [UInt32](repeating: 0, count: Self.mostSpellings)
            var payloads = [UInt8](repeating: 0, count: Self.mostSpellings)
            let owner = reader.set.isOutdated[segment] ? reader.set.owner : []
            let count = owner.withUnsafeBufferPointer { owner in
                sr_decode(
                    list.baseAddress, list.count, owner.isEmpty ? nil : owner.baseAddress, UInt32(owner.count),
                    UInt16(segment),
                    &documents, &payloads, Self.mostSpellings)
            }
            found += documents.prefix(count)
        }
        return Array(found.prefix(Self.mostSpellings))
    }
}
