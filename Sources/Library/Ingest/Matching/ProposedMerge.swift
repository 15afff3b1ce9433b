/// A description of an upload that matching takes for a record of the catalogue,
/// with the table that says why.
package struct ProposedMerge: Equatable, Sendable {
    /// One of the two descriptions, as a librarian tells it apart.
    package struct Side: Equatable, Sendable {
        package var title: String
        package var creators: [String]
        package var year: Int?
        package init(title: String, creators: [String], year: Int?) {
            (self.title, self.creators, self.year) = (title, creators, year)
        }
    }

    /// What it is chosen by on the page of its upload.
    package var number: Int
    package var incoming: Side
    /// The record as it was before.
    package var record: RecordID
    package var known: Side
    /// Where the description stands.
    package var fileName: String
    package var position: Int
    package var score: MatchScore
    /// The record comes with the same upload: there is nothing yet of which a
    /// decision could be remembered.
    package var isWithinUpload: Bool

    package init(
        number: Int, incoming: Side, record: RecordID, known: Side, fileName: String, position: Int, score: MatchScore,
        isWithinUpload: Bool
    ) {
        (self.number, self.incoming, self.record, self.known) = (number, incoming, record, known)
        (self.fileName, self.position, self.score, self.isWithinUpload) = (fileName, position, score, isWithinUpload)
    }
}

/// What a page shows of them, the weakest first: these are the ones to look at.
package struct ProposedMerges: Equatable, Sendable {
    package var merges: [ProposedMerge]
    package var total: Int
    package init(merges: [ProposedMerge] = [], total: Int = 0) { (self.merges, self.total) = (merges, total) }
}

/// What an upload merges, and the decisions that it must not.
package protocol MergeStore: Sendable {
    /// Before the upload is live what the rehearsal found, then what was done.
    func merges(of upload: BatchID, limit: Int) async throws -> ProposedMerges
    /// Remembers for ever that these are not the records they were taken for; how
    /// many decisions are new. Throws ``UploadStepRefusal`` once the upload is no
    /// longer looked at: what is merged is parted by taking it back.
    @discardableResult
    func neverMerge(_ numbers: Set<Int>, of upload: BatchID, act: Act) async throws -> Int
}
