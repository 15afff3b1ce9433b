import Library
import Synchronization

/// How far an upload is, for its page, and what each of its files came to.
final class UploadProgress: IngestProgress {
    private struct State {
        var done: [String: IngestCounts] = [:]
        var doneBytes: Int64 = 0
        /// Of the files under way, bytes.
        var underWay: [String: Double] = [:]
        /// Of what is taken back, 0…1.
        var undone: Double?
    }

    private let state = Mutex(State())
    private let files: Int
    private let bytes: Int64

    init(files: Int, bytes: Int64) { (self.files, self.bytes) = (files, bytes) }

    var share: UploadShare {
        state.withLock { state in
            let read = Double(state.doneBytes) + state.underWay.values.reduce(0, +)
            return UploadShare(
                filesDone: state.done.count, files: files,
                share: state.undone ?? (bytes > 0 ? min(1, read / Double(bytes)) : 0))
        }
    }

    func tookBack(_ share: Double) { state.withLock { $0.undone = share } }

    func counts(ofFileAt path: String) -> IngestCounts? { state.withLock { $0.done[path] } }

    func found(files: Int, bytes: Int64) {}
    func committedBook() {}

    func advanced(file: String, share: Double, bytes: Int64, counts: IngestCounts) {
        state.withLock { $0.underWay[file] = share * Double(bytes) }
    }

    func finished(file: String, bytes: Int64, counts: IngestCounts) {
        state.withLock { state in
            state.underWay[file] = nil
            state.done[file] = counts
            state.doneBytes += bytes
        }
    }
}
