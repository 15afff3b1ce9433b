import FileStore
import Ingest
import Library
import Logging
import SQLiteStore

/// Puts the work at uploads together. Its workers are its own: a page of a PDF
/// does not wait for a batch.
struct UploadWiring {
    private static let workersAtOnce = 2

    let workers: WorkerPool
    let work: UploadWork

    init(_ wiring: Wiring, logger: Logger) throws {
        workers = try Wiring.workers(
            count: Self.workersAtOnce, folder: wiring.folder, executable: ProductFiles.worker ?? "hoclieu-worker")
        work = UploadWork(
            UploadWork.Parts(
                uploads: wiring.store.uploads, ingest: wiring.store.ingest, copies: wiring.store.circulating.intake,
                contents: wiring.files, workers: workers,
                licences: LicenceList(ingestFolders: wiring.ingestFolders), dataFolder: wiring.folder,
                rehearsalContents: { try LibraryFiles(folder: $0) }, logger: logger))
    }
}
