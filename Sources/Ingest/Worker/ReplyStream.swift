import Foundation
import Glibc
import Library

/// What can go wrong on the pipe from a worker.
enum StreamFault: Error, Equatable {
    /// The worker closed its end.
    case ended
    case silent(seconds: Double)
    case malformed(WireError)
}

/// Messages off a pipe, with a limit on the waiting.
struct ReplyStream {
    private let descriptor: Int32
    private var splitter = FrameSplitter()
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)

    /// Messages handed over together, so that a hop between threads is rare.
    private static let batchCount = 256

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    var isAtBorder: Bool { splitter.isAtBorder }

    /// The next message; nil is never returned while the pipe is open.
    mutating func next<Message>(
        within seconds: Double, of decode: (UInt8, inout ByteReader) throws(WireError) -> Message
    ) throws(StreamFault) -> Message? {
        let deadline = Date().addingTimeInterval(seconds)
        while true {
            do throws(WireError) {
                if let message = try splitter.next(decode) { return message }
            } catch {
                throw .malformed(error)
            }
            try fill(until: deadline, seconds: seconds)
        }
    }

    /// One message or more: all that have arrived, up to a limit.
    mutating func batch<Message>(
        within seconds: Double, of decode: (UInt8, inout ByteReader) throws(WireError) -> Message
    ) throws(StreamFault) -> [Message] {
        guard let first = try next(within: seconds, of: decode) else { throw .ended }
        var batch = [first]
        do throws(WireError) {
            while batch.count < Self.batchCount, let message = try splitter.next(decode) { batch.append(message) }
        } catch {
            throw .malformed(error)
        }
        return batch
    }

    private mutating func fill(until deadline: Date, seconds: Double) throws(StreamFault) {
        while true {
            var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let left = deadline.timeIntervalSinceNow
            guard left > 0 else { throw .silent(seconds: seconds) }
            let ready = poll(&poller, 1, Int32(min(left * 1000 + 1, 1_000_000)))
            if ready == 0 { throw .silent(seconds: seconds) }
            if ready < 0 {
                if errno == EINTR { continue }
                throw .ended
            }
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                buffer.withUnsafeBytes { splitter.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
                return
            }
            if count < 0, errno == EINTR { continue }
            throw .ended
        }
    }
}
