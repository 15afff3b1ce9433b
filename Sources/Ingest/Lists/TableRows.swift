package import Library

extension WorkerPool {
    /// Has the rows of a table (CSV, XLSX) read by a worker: foreign files are
    /// opened nowhere else. At most `most` rows; a list of people or places that
    /// is longer is something else.
    package func rows(
        ofTableAt path: String, named name: String, byteCount: Int64, most: Int = 100_000
    ) async throws -> [TableRow] {
        let taken = TakenRows(most: most)
        try await readRows(path, named: name, byteCount: byteCount) { replies in try await taken.add(replies) }
        return await taken.rows
    }
}

private actor TakenRows {
    private(set) var rows: [TableRow] = []
    private let most: Int

    init(most: Int) { self.most = most }

    func add(_ replies: [WorkerReply]) throws {
        for reply in replies {
            switch reply {
            case .row(let row):
                guard rows.count < most else {
                    throw FileRejection(.fileTooLarge, "the table has more than \(most) rows")
                }
                rows.append(row)
            case .refused(let diagnostic): throw FileRejection(diagnostic.code, diagnostic.reason)
            case .finished: break
            default: throw WorkerFailure.brokenProtocol("something other than rows came")
            }
        }
    }
}
