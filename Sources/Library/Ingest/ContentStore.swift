/// Files by their SHA-256: originals that are never changed or lost, and
/// derived blobs that can be made again.
package protocol ContentStore: Sendable {
    /// Copies the file at `path` in (fsync before it counts); the hash is its name.
    func keepOriginal(at path: String) throws -> ContentHash
    /// Keeps bytes that were made of an original.
    func keepDerived(_ bytes: [UInt8]) throws -> ContentHash
    /// The bytes of a derived blob; throws when missing or damaged.
    func derived(_ hash: ContentHash) throws -> [UInt8]
    /// Where the original lies, for range requests and workers.
    func originalPath(_ hash: ContentHash) -> String
    func derivedPath(_ hash: ContentHash) -> String
    /// Makes everything kept so far durable, before the transaction that names it.
    func synchronise() throws
    /// The SHA-256 of the file at `path`, read in pieces; nothing is kept.
    func hash(ofFileAt path: String) throws -> ContentHash
    /// The SHA-256 of bytes; nothing is kept.
    func hash(of bytes: [UInt8]) -> ContentHash
    /// A SHA-256 to be fed piece by piece.
    func newDigest() -> any RunningDigest
    /// Reads a kept file from end to end and says whether it is what its name says.
    func state(of hash: ContentHash, _ kind: ContentKind) throws -> ContentState
}

/// A SHA-256 of bytes that come piece by piece.
package protocol RunningDigest {
    mutating func update(_ bytes: UnsafeRawBufferPointer)
    mutating func finish() -> ContentHash
}

/// The two sorts of kept files.
package enum ContentKind: String, Sendable, CaseIterable { case original, derived }

/// What a check of a kept file finds.
package enum ContentState: String, Sendable, CaseIterable { case sound, missing, damaged }
