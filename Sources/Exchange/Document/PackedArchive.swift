import CLibZip
import Glibc

/// Why an archive could not be written; it comes from the machine, never from
/// the values. In libzip's own words.
package struct PackedArchiveError: Error, Equatable {
    package var reason: String
}

/// Writes ZIP archives in memory: the entries in the order given, packed by
/// DEFLATE, all of one date, so that the same entries give the same bytes on
/// every day and in every time zone. Reads none.
enum PackedArchive {
    static func bytes(of entries: [(name: String, bytes: [UInt8])]) throws(PackedArchiveError) -> [UInt8] {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let target = zip_source_buffer_create(nil, 0, 0, &error) else { throw fault(&error) }
        defer { zip_source_free(target) }
        // Kept once more, since closing the archive lets go of it.
        zip_source_keep(target)
        guard let archive = zip_open_from_source(target, Int32(ZIP_TRUNCATE), &error) else {
            zip_source_free(target)
            throw fault(&error)
        }
        // What is packed must stay where it is until the archive is closed.
        var held: [UnsafeMutableRawBufferPointer] = []
        defer { for memory in held { memory.deallocate() } }
        for (name, bytes) in entries {
            let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
            memory.copyBytes(from: bytes)
            held.append(memory)
            do throws(PackedArchiveError) {
                try add(name, UnsafeRawBufferPointer(rebasing: memory[..<bytes.count]), to: archive)
            } catch {
                zip_discard(archive)
                throw error
            }
        }
        guard zip_close(archive) == 0 else {
            let reason = fault(zip_get_error(archive))
            zip_discard(archive)
            throw reason
        }
        return try written(in: target)
    }

    private static func add(
        _ name: String, _ bytes: UnsafeRawBufferPointer, to archive: OpaquePointer
    ) throws(PackedArchiveError) {
        guard let source = zip_source_buffer(archive, bytes.baseAddress, zip_uint64_t(bytes.count), 0) else {
            throw fault(zip_get_error(archive))
        }
        let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(source)
            throw fault(zip_get_error(archive))
        }
        let place = zip_uint64_t(index)
        guard zip_set_file_compression(archive, place, ZIP_CM_DEFLATE, 9) == 0,
            zip_file_set_dostime(archive, place, fixedTime, fixedDate, 0) == 0
        else { throw fault(zip_get_error(archive)) }
    }

    private static func written(in source: OpaquePointer) throws(PackedArchiveError) -> [UInt8] {
        guard zip_source_open(source) == 0 else { throw fault(zip_source_error(source)) }
        defer { zip_source_close(source) }
        guard zip_source_seek(source, 0, SEEK_END) == 0 else { throw fault(zip_source_error(source)) }
        let count = zip_source_tell(source)
        guard count > 0, zip_source_seek(source, 0, SEEK_SET) == 0 else { throw fault(zip_source_error(source)) }
        var bytes = [UInt8](repeating: 0, count: Int(count))
        let got = bytes.withUnsafeMutableBytes { zip_source_read(source, $0.baseAddress, zip_uint64_t($0.count)) }
        guard got == count else { throw fault(zip_source_error(source)) }
        return bytes
    }

    private static func fault(_ error: UnsafeMutablePointer<zip_error_t>?) -> PackedArchiveError {
        PackedArchiveError(reason: zip_error_strerror(error).map { String(cString: $0) } ?? "unknown fault")
    }

    /// Noon of 1 January 2000 in the form of MS-DOS: no time zone can move it to
    /// another day or into a hole of summer time.
    private static let fixedDate: zip_uint16_t = 20 << 9 | 1 << 5 | 1
    private static let fixedTime: zip_uint16_t = 12 << 11
}
