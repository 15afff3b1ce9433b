/// A file as a reader sees it.
package struct SourceFile: Sendable {
    /// Where the bytes are now; never stored, never an identity.
    package var path: String
    /// The name the librarian gave it, without folders.
    package var name: String
    package var byteCount: Int64
    package init(path: String, name: String, byteCount: Int64) {
        self.path = path
        self.name = name
        self.byteCount = byteCount
    }
    /// The name without its last ending: "Số đỏ" of "Số đỏ.epub".
    package var stem: String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }
}

/// The limits a reader keeps; each breach is a diagnostic, never a trap.
package struct ReadingLimits: Equatable, Sendable {
    /// Of one XML or HTML document, bytes.
    package var documentBytes: Int = 32 << 20
    /// Element depth. libxml2 itself stops at 256.
    package var documentDepth: Int = 200
    package var archiveEntries: Int = 20_000
    /// Of all entries read from one archive, bytes.
    package var archiveBytes: Int64 = 1 << 30
    /// Of one entry, bytes.
    package var entryBytes: Int64 = 256 << 20
    /// An entry larger than `ratioFloor` may be at most this many times its packed
    /// size. Blank scanned pages reach 463 : 1 honestly, so the floor is large.
    package var ratio: Int = 1_000
    package var ratioFloor: Int64 = 64 << 20
    package var pages: Int = 5_000
    /// Of one source record, bytes. ISO 2709 ends at 99,999.
    package var recordBytes: Int = 4 << 20
    package init() {}
}

/// One format's way from bytes to values.
///
/// A fault in one record is a diagnostic and the work goes on; a fault of the
/// whole file is thrown. `sink` may block (the parent is slower) and may throw
/// to stop the reading.
package protocol FormatReader: Sendable {
    static var format: FileFormat { get }
    func read(_ file: SourceFile, limits: ReadingLimits, into sink: (IntakeItem) throws -> Void) throws
}
