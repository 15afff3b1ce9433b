import Glibc

/// The lock file of a data folder: everyone who works with the library holds
/// it shared; who migrates or restores holds it alone.
///
/// `flock` goes with the process, so that a crash leaves no stale lock.
final class LibraryLock: Sendable {
    enum Mode { case shared, exclusive }

    private let descriptor: Int32
    private let path: String

    /// Opens the lock file without taking the lock.
    init(_ path: String) throws(StoreError) {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system(operation: "open", path: path, code: errno) }
    }

    deinit { close(descriptor) }

    /// Waits up to `patience` seconds for the others.
    func take(_ mode: Mode, patience: Int = 10) throws(StoreError) {
        for attempt in 0... {
            if try tryTake(mode) { return }
            if attempt >= patience * 20 { throw .inUse(path) }
            Self.pause()
        }
    }

    /// Takes the lock if nobody stands in the way. When it fails, what was held
    /// before may be gone (flock(2)).
    func tryTake(_ mode: Mode) throws(StoreError) -> Bool {
        if flock(descriptor, (mode == .exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0 { return true }
        guard errno == EWOULDBLOCK || errno == EINTR else { throw .system(operation: "flock", path: path, code: errno) }
        return false
    }

    /// Gives the lock up before its time.
    func release() { flock(descriptor, LOCK_UN) }

    /// Between two attempts.
    static func pause() { usleep(50_000) }
}
