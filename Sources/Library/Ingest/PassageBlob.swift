/// The passages of one book as one derived blob, so that the full-text index
/// can be built again without opening the book.
package enum PassageBlob {
    /// Raised when the layout changes; a blob of another version is made again.
    private static let version = 1

    package static func encode(_ passages: [Passage]) -> [UInt8] {
        var writer = ByteWriter(capacity: passages.reduce(16) { $0 + $1.text.utf8.count + 32 })
        writer.put(version)
        writer.put(passages) { $0.put($1) }
        return writer.bytes
    }

    /// Throws a ``WireError`` for bytes that are not such a blob.
    package static func decode(_ bytes: [UInt8]) throws(WireError) -> [Passage] {
        var reader = ByteReader(bytes)
        guard try reader.int() == version else { throw .unknownCode }
        let passages = try reader.list { reader throws(WireError) in try reader.passage() }
        try reader.finish()
        return passages
    }
}
