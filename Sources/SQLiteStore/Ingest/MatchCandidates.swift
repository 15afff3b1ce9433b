import GRDB
import Library

/// Finds the records an incoming description may be of and scores them.
final class MatchCandidates {
    /// The best candidate and why.
    struct Match {
        var record: RecordID
        var score: MatchScore
    }

    private let byTitle: WriteStatement
    private let byIdentifier: WriteStatement
    private let candidate: WriteStatement
    private let isForbidden: WriteStatement

    /// Of one title ("Tuyển tập", "Toán 5") no more are compared; the earliest
    /// first, so that a second run compares the same.
    private static let mostOfOneTitle = 24

    init(_ db: Database) throws {
        byTitle = try WriteStatement(db, "\(CatalogueQueries.recordByTitleKey) LIMIT \(Self.mostOfOneTitle)")
        byIdentifier = try WriteStatement(db, "\(CatalogueQueries.recordByIdentifier) LIMIT 8")
        candidate = try WriteStatement(
            db,
            "SELECT title, subtitle, creators, year, identifiers, languages, kind, grades FROM bibRecord WHERE id = ?")
        isForbidden = try WriteStatement(db, "SELECT 1 FROM neverMerge WHERE recordId = ? AND originKey = ?")
    }

    /// The best match at or above the threshold; of equals the oldest record.
    func best(
        for patch: RecordPatch, _ identity: SourceRecords.Identity, file: SourceRecords.File, sources: SourceRecords
    ) throws -> Match? {
        let ids = try ids(patch.facts)
        guard !ids.isEmpty else { return nil }
        let incoming = MatchFacts(patch.facts)
        let origin = OriginName.of(identity, file: file.hash)
        var best: Match?
        for id in ids.sorted() {
            guard try !isForbidden(id, origin) else { continue }
            let circumstances = RecordMatcher.Circumstances(
                hasOtherNumberOfSameAgency: try sources.hasOtherNumber(id, than: identity, file: file))
            guard !circumstances.hasOtherNumberOfSameAgency else { continue }
            let score = RecordMatcher.score(incoming, try facts(id), circumstances)
            if score.isMatch, score.total > best?.score.total ?? 0 { best = Match(record: id, score: score) }
        }
        return best
    }

    /// How alike the patch and one record are.
    func score(_ patch: RecordPatch, with record: RecordID) throws -> MatchScore {
        RecordMatcher.score(MatchFacts(patch.facts), try facts(record))
    }

    private func ids(_ facts: BibFacts) throws -> Set<RecordID> {
        var ids: Set<RecordID> = []
        for identifier in facts.identifiers where MatchFacts.isTelling(identifier.scheme) {
            byIdentifier.bind(1, identifier.value)
            byIdentifier.bind(2, identifier.scheme.rawValue)
            while try byIdentifier.next() { ids.insert(RecordID(byIdentifier.integer(0))) }
        }
        // Without a creator a title needs a shared number to match, and that
        // was looked up above.
        guard !facts.creators.isEmpty else { return ids }
        byTitle.bind(1, TitleKeys.number(facts.title))
        while try byTitle.next() { ids.insert(RecordID(byTitle.integer(0))) }
        return ids
    }

    private func facts(_ id: RecordID) throws -> MatchFacts {
        candidate.bind(1, id.rawValue)
        defer { candidate.reset() }
        guard try candidate.next(), let title = candidate.text(0), let creators = ListText.decode(candidate.text(2)),
            let identifiers = ListText.decode(candidate.text(4)), let languages = ListText.decode(candidate.text(5)),
            let kind = candidate.text(6).flatMap(ResourceKind.init(rawValue:)),
            let grades = ListText.decode(candidate.text(7))
        else { throw StoreError.damagedRow(table: "bibRecord", id: id.rawValue) }
        return MatchFacts(
            title: title, subtitle: candidate.text(1), creators: creators.compactMap { $0.first ?? nil },
            year: candidate.isNull(3) ? nil : Int(candidate.integer(3)),
            identifiers: identifiers.compactMap(ListRows.identifier), language: languages.first?.first ?? nil,
            kind: kind,
            grades: grades.compactMap { ($0.first ?? nil).flatMap { Int($0) } })
    }

    private func isForbidden(_ id: RecordID, _ origin: String) throws -> Bool {
        isForbidden.bind(1, id.rawValue)
        isForbidden.bind(2, origin)
        defer { isForbidden.reset() }
        return try isForbidden.next()
    }
}
