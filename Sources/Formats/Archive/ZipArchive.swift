import CLibZip
import Glibc
package import Library

/// A ZIP file read by entry name: an EPUB, a workbook.
///
/// Names are keys and never paths. Entries whose name is absolute, climbs by
/// `..` or holds a backslash, and symbolic links, cannot be reached; they are
/// listed in ``refusedNames``. Every limit counts the bytes that really come
/// out, whatever the headers say. Not for use by two threads at once.
package final class ZipArchive {
    /// The names that can be read, in the order of the archive.
    package let names: [String]
    /// The names of entries that are never read.
    package let refusedNames: [String]

    private let handle: OpaquePointer
    private let memory: UnsafeMutableRawBufferPointer?
    private let places: [String: UInt64]
    private let limits: ReadingLimits
    private var total: Int64 = 0
    private lazy var looseNames = ZipArchive.loose(names)

    package convenience init(path: String, limits: ReadingLimits = ReadingLimits()) throws(FileRejection) {
        var code: Int32 = 0
        guard let handle = zip_open(path, Int32(ZIP_RDONLY), &code) else {
            throw FileRejection(code == ZIP_ER_OPEN ? .fileUnreadable : .archiveDamaged, ZipArchive.reason(code))
        }
        try self.init(handle: handle, memory: nil, limits: limits)
    }

    package convenience init(bytes: [UInt8], limits: ReadingLimits = ReadingLimits()) throws(FileRejection) {
        // libzip takes nothing for an archive without entries.
        guard !bytes.isEmpty else { throw FileRejection(.archiveDamaged, "the archive is empty") }
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
        memory.copyBytes(from: bytes)
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(memory.baseAddress, zip_uint64_t(bytes.count), 0, &error) else {
            memory.deallocate()
            throw FileRejection(.archiveDamaged, ZipArchive.reason(error.zip_err))
        }
        guard let handle = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
            zip_source_free(source)
            memory.deallocate()
            throw FileRejection(.archiveDamaged, ZipArchive.reason(error.zip_err))
        }
        try self.init(handle: handle, memory: memory, limits: limits)
    }

    private init(handle: OpaquePointer, memory: UnsafeMutableRawBufferPointer?, limits: ReadingLimits)
        throws(FileRejection)
    {
        self.handle = handle
        self.memory = memory
        self.limits = limits
        let count = zip_get_num_entries(handle, 0)
        guard count <= limits.archiveEntries else {
            zip_discard(handle)
            memory?.deallocate()
            throw FileRejection(
                .archiveTooManyEntries, "the archive has \(count) entries, more than \(limits.archiveEntries)")
        }
        var names: [String] = [], refused: [String] = []
        var places: [String: UInt64] = [:]
        for index in 0..<UInt64(max(count, 0)) {
            guard let name = ZipArchive.name(of: index, in: handle) else { continue }
            guard EntryName.isSafe(name), !ZipArchive.isLink(index, in: handle) else {
                refused.append(name)
                continue
            }
            // A folder, or a second entry of the same name: the first one holds.
            guard !name.hasSuffix("/"), places[name] == nil else { continue }
            places[name] = index
            names.append(name)
        }
        self.names = names
        self.refusedNames = refused
        self.places = places
    }

    deinit {
        zip_discard(handle)
        memory?.deallocate()
    }

    /// The name an entry really has: as asked for, else the only one that
    /// differs by normal form or case.
    package func entry(named name: String) -> String? {
        if places[name] != nil { return name }
        return looseNames[EntryName.loose(name)]
    }

    /// The whole entry; nil when there is none of that name.
    package func read(_ name: String) throws(FileRejection) -> [UInt8]? { try read(name, upTo: .max) }

    /// The first `limit` bytes of an entry, or all of it when it is shorter.
    package func read(_ name: String, upTo limit: Int) throws(FileRejection) -> [UInt8]? {
        guard let reader = try open(name) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(min(reader.statedSize, UInt64(max(limit, 0)), 8 << 20)))
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { buffer.deallocate() }
        while bytes.count < limit {
            let count = try reader.read(
                into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, limit - bytes.count)]))
            if count == 0 { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        return bytes
    }

    /// An entry to be read piece by piece; nil when there is none of that name.
    package func open(_ name: String) throws(FileRejection) -> ZipEntryReader? {
        guard let index = places[name] else { return nil }
        var stat = zip_stat_t()
        zip_stat_init(&stat)
        guard zip_stat_index(handle, index, 0, &stat) == 0 else { throw damaged(name) }
        if stat.valid & UInt64(ZIP_STAT_ENCRYPTION_METHOD) != 0, stat.encryption_method != ZIP_EM_NONE {
            throw FileRejection(.encrypted, at: SourcePosition(field: name), "the entry \(name) is encrypted")
        }
        guard let file = zip_fopen_index(handle, index, 0) else { throw damaged(name) }
        return ZipEntryReader(archive: self, name: name, file: file, packed: Int64(stat.comp_size), stated: stat.size)
    }

    /// Counts what came out of an entry against the limits.
    fileprivate func count(_ added: Int, of name: String, read: Int64, packed: Int64) throws(FileRejection) {
        total += Int64(added)
        let place = SourcePosition(field: name)
        if read > limits.entryBytes {
            throw FileRejection(.archiveBomb, at: place, "the entry \(name) is larger than \(limits.entryBytes) bytes")
        }
        if total > limits.archiveBytes {
            throw FileRejection(.archiveBomb, at: place, "the archive holds more than \(limits.archiveBytes) bytes")
        }
        if read > limits.ratioFloor, read / Int64(max(limits.ratio, 1)) > max(packed, 1) {
            throw FileRejection(.archiveBomb, at: place, "the entry \(name) is packed more than \(limits.ratio) : 1")
        }
    }

    private func damaged(_ name: String) -> FileRejection {
        let reason = ZipArchive.reason(zip_error_code_zip(zip_get_error(handle)))
        return FileRejection(
            .archiveDamaged, at: SourcePosition(field: name), "the entry \(name) cannot be read: \(reason)")
    }

    /// As UTF-8 where the bytes are UTF-8, flagged or not, else as libzip guesses.
    /// A zero byte ends a name here, as it does for libzip.
    private static func name(of index: UInt64, in handle: OpaquePointer) -> String? {
        guard let raw = zip_get_name(handle, index, zip_flags_t(ZIP_FL_ENC_RAW)) else { return nil }
        if let name = String(validatingCString: raw) { return name }
        return zip_get_name(handle, index, zip_flags_t(ZIP_FL_ENC_GUESS)).map { String(cString: $0) }
    }

    private static func isLink(_ index: UInt64, in handle: OpaquePointer) -> Bool {
        var system: zip_uint8_t = 0
        var attributes: zip_uint32_t = 0
        guard zip_file_get_external_attributes(handle, index, 0, &system, &attributes) == 0 else { return false }
        return Int32(system) == ZIP_OPSYS_UNIX && (attributes >> 16) & UInt32(S_IFMT) == UInt32(S_IFLNK)
    }

    private static func loose(_ names: [String]) -> [String: String] {
        var result: [String: String] = [:], ambiguous: Set<String> = []
        for name in names {
            let key = EntryName.loose(name)
            if result.updateValue(name, forKey: key) != nil { ambiguous.insert(key) }
        }
        for key in ambiguous { result[key] = nil }
        return result
    }

    private static func reason(_ code: Int32) -> String {
        var error = zip_error_t()
        zip_error_init_with_code(&error, code)
        defer { zip_error_fini(&error) }
        return zip_error_strerror(&error).map { String(cString: $0) } ?? "unknown fault \(code)"
    }
}

/// One entry while it is read.
package final class ZipEntryReader {
    private let archive: ZipArchive
    private let name: String
    private let file: OpaquePointer
    private let packed: Int64
    private var done: Int64 = 0
    /// What the header says; a hint only.
    let statedSize: UInt64

    fileprivate init(archive: ZipArchive, name: String, file: OpaquePointer, packed: Int64, stated: UInt64) {
        (self.archive, self.name, self.file, self.packed, statedSize) = (archive, name, file, packed, stated)
    }

    deinit { zip_fclose(file) }

    /// Writes the next bytes and returns how many, 0 at the end.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileRejection) -> Int {
        let count = zip_fread(file, buffer.baseAddress, zip_uint64_t(min(buffer.count, 1 << 20)))
        guard count >= 0 else {
            throw FileRejection(.archiveDamaged, at: SourcePosition(field: name), "the entry \(name) is damaged")
        }
        done += count
        try archive.count(Int(count), of: name, read: done, packed: packed)
        return Int(count)
    }
}
