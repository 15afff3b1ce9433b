import Glibc

/// The lock file of a data folder: everyone who works with the library holds
/// it shared; who migrates or restores holds it alone.
///
/// `flock` goes with the process, so that a crash leaves no stale lock.
final class LibraryLock: Sendable {
    enum Mode { case shared, exclusive }

    private let descriptor: Int32
    private let path: String

    /// Waits up to `patience` seconds for the others; a lock of our own that
    /// stands in the way is given up first.
    init(_ path: String, _ mode: Mode, handingOver former: LibraryLock? = nil, patience: Int = 10) throws(StoreError) {
        self.path = path
        former?.release()
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system(operation: "open", path: path, code: errno) }
        try take(mode, patience: patience)
    }

    deinit { close(descriptor) }

    /// From alone to shared, when the work that needed it is done.
    func share() throws(StoreError) { try take(.shared, patience: 0) }

    /// Gives the lock up before its time.
    func release() { flock(descriptor, LOCK_UN) }

    private func take(_ mode: Mode, patience: Int) throws(StoreError) {
        let operation = (mode == .exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB
        for attempt in 0... {
            if flock(descriptor, operation) == 0 { return }
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw .system(operation: "flock", path: path, code: errno)
            }
            if attempt >= patience * 20 { throw .inUse(path) }
            usleep(50_000)
        }
    }
}
