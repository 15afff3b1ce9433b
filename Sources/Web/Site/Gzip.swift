import CZlib

/// gzip of whole bodies, RFC 1952.
enum Gzip {
    /// 4 keeps a results page near 0.3 ms; 9 is for files packed once at the start.
    enum Effort: Int32 {
        case quick = 4
        case best = 9
    }

    /// Nil when zlib refuses, which only lack of memory makes it do.
    static func pack(_ bytes: UnsafeRawBufferPointer, effort: Effort) -> [UInt8]? {
        var stream = z_stream()
        guard hoclieu_gzip_begin(&stream, effort.rawValue) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        var isWhole = false
        let packed = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            stream.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
            stream.avail_in = UInt32(bytes.count)
            stream.next_out = output.baseAddress
            stream.avail_out = UInt32(bound)
            isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END
            count = Int(stream.total_out)
        }
        return isWhole ? packed : nil
    }

    static func pack(_ bytes: [UInt8], effort: Effort) -> [UInt8]? {
        bytes.withUnsafeBytes { pack($0, effort: effort) }
    }
}
