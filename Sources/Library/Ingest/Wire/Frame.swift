/// One message between parent and worker: four bytes of length (little
/// endian, of type and body together), one byte of type, the body.
package enum Frame {
    static let lengthBytes = 4
    /// Of type and body. The largest honest body is one image of a book.
    package static let maximumLength = 64 << 20
}

/// Cuts a stream of bytes into frames.
///
/// For example:
///
///     splitter.append(chunk)
///     while let reply = try splitter.next(WorkerReply.init(frame:)) { … }
package struct FrameSplitter: Sendable {
    private var buffer: [UInt8] = []
    private var position = 0

    package init() {}

    /// True when the stream may end here.
    package var isAtBorder: Bool { position == buffer.count }

    package mutating func append(_ chunk: UnsafeRawBufferPointer) {
        if position == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity < 4 << 20)
            position = 0
        } else if position > 1 << 20 {
            buffer.removeFirst(position)
            position = 0
        }
        buffer.append(contentsOf: chunk)
    }

    /// The next whole frame, decoded by `decode`; nil when more bytes are needed.
    package mutating func next<Message>(
        _ decode: (UInt8, inout ByteReader) throws(WireError) -> Message
    ) throws(WireError) -> Message? {
        guard buffer.count - position >= Frame.lengthBytes else { return nil }
        var length = 0
        for index in 0..<Frame.lengthBytes { length |= Int(buffer[position + index]) << (8 * index) }
        guard length >= 1 else { throw .truncated }
        guard length <= Frame.maximumLength else { throw .frameTooLarge }
        let start = position + Frame.lengthBytes
        guard buffer.count - start >= length else { return nil }
        var reader = ByteReader(buffer, range: start..<start + length)
        let type = try reader.byte()
        let message = try decode(type, &reader)
        try reader.finish()
        position = start + length
        return message
    }
}
