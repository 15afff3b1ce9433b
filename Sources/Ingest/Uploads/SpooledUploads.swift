import Foundation
package import Library

/// The desk of uploads: files in `DATA/uploads`, rows in the store, work by
/// ``UploadWork``.
package struct SpooledUploads: UploadDesk {
    private let work: UploadWork

    package init(_ work: UploadWork) { self.work = work }

    private var store: any UploadStore { work.parts.uploads }

    package func open(_ files: [UploadedFile], as request: UploadRequest, act: Act) async throws -> BatchID {
        let names = FileLabel.distinct(files.map(\.name))
        let (folder, listed) = try await BlockingWork.run { [contents = work.parts.contents, folders = work.folders] in
            var listed: [UploadFile] = []
            var first: [ContentHash: Int] = [:]
            for (place, file) in files.enumerated() {
                let hash = try contents.hash(ofFileAt: file.path)
                listed.append(
                    UploadFile(
                        ordinal: place + 1, name: names[place].text, byteCount: file.byteCount, hash: hash,
                        sameAs: first[hash]))
                first[hash] = first[hash] ?? place + 1
            }
            return (try folders.takeOver(files), listed)
        }
        do {
            let (id, isFirst) = try await store.open(listed, in: folder, as: request, act: act)
            if isFirst { work.ring(id) } else { work.folders.remove(folder) }
            return id
        } catch {
            work.folders.remove(folder)
            throw error
        }
    }

    package func uploads(_ filter: UploadFilter) async throws -> UploadPage { try await store.uploads(filter) }
    package func upload(_ id: BatchID) async throws -> Upload? { try await store.upload(id) }
    package func files(of id: BatchID) async throws -> [UploadFile] {
        try await store.files(of: id).map { file in
            var file = file
            file.rejects = work.folders.rejects(of: file, in: id)
            return file
        }
    }

    package func rows(_ filter: UploadRowFilter) async throws -> UploadRowPage { try await store.rows(filter) }
    package func share(of id: BatchID) async -> UploadShare? { await work.share(of: id) }

    package func go(_ step: UploadStep, _ id: BatchID, act: Act) async throws {
        try await store.go(step, id, act: act)
        work.ring(id)
    }
}

/// Tables of the pages, read by a worker.
package struct WorkerTables: TableReading {
    private let workers: WorkerPool

    package init(_ workers: WorkerPool) { self.workers = workers }

    package func rows(of file: UploadedFile, most: Int) async throws -> [TableRow] {
        guard file.byteCount > 0 else { throw FileRejection(.fileEmpty, "the file has no bytes") }
        do {
            return try await workers.rows(
                ofTableAt: file.path, named: file.name.text, byteCount: file.byteCount, most: most)
        } catch let failure as WorkerFailure {
            if case .couldNotStart = failure { throw failure }
            throw FileRejection(failure.diagnostic(after: SourcePosition(record: 0)).code, "\(failure)")
        }
    }
}
