import Glibc
import Library

/// Replies on their way to the parent, gathered so that a write is rare.
final class FrameOutput {
    private static let gathered = 128 << 10

    private let descriptor: Int32
    private var writer = ByteWriter(capacity: 1 << 18)

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// False when the reply is larger than a frame may be; then nothing was sent.
    func send(_ reply: WorkerReply) -> Bool {
        guard writer.putFrame(reply) else { return false }
        if writer.bytes.count >= Self.gathered { flush() }
        return true
    }

    /// Sends what was gathered. A parent that is gone ends this process.
    func flush() {
        var rest = writer.bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR {
                _exit(0)
            }
        }
        writer.removeAll()
    }
}
