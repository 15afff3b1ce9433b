import Foundation
import Glibc
import Synchronization

/// The end of what a worker wrote to standard error, for the operator's log
/// when it crashes. Reading it also keeps a talkative worker from blocking.
final class LastWords: Sendable {
    private static let kept = 2_000
    private let tail = Mutex<[UInt8]>([])
    private let done = DispatchSemaphore(value: 0)

    init(descriptor: Int32) {
        let thread = Thread { [self] in
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                let part = buffer[..<count]
                tail.withLock { $0 = Array(($0 + part).suffix(Self.kept)) }
            }
            close(descriptor)
            done.signal()
        }
        thread.name = "hoclieu-worker-errors"
        thread.start()
    }

    /// Waits until all was read; the writer is dead by then.
    func finish() {
        _ = done.wait(timeout: .now() + 1)
    }

    /// Printable, on one line; a Swift program that stops says why in its first line.
    var text: String {
        let words = String(decoding: tail.withLock { $0 }, as: UTF8.self)
        let lines = words.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let telling = lines.first { $0.contains("Fatal error") } ?? lines.last { !$0.isEmpty } ?? ""
        return String(telling.prefix(200)).filter { !$0.isNewline && $0 != "\u{1B}" }
    }
}
