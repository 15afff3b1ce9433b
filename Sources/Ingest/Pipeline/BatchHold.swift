import Glibc
import Library

/// Says to other processes that a batch is being worked at. The lock goes with
/// the process, so that a crashed one's batch can be resumed at once.
struct BatchHold {
    private let descriptor: Int32
    private let path: String

    /// Nil when another process holds the batch; where locks cannot be had, none
    /// is asked for.
    init?(_ batch: BatchID, in folder: String) {
        path = "\(folder)/batch-\(batch.rawValue).lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
            close(descriptor)
            return nil
        }
    }

    func release() {
        guard descriptor >= 0 else { return }
        unlink(path)
        close(descriptor)
    }
}
