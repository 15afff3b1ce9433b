import Glibc

/// A folder for one workbook, seen by this account alone and gone afterwards.
struct TemporaryFolder {
    let path: String

    init() throws(SpreadsheetError) {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/hoclieu-sheet-XXXXXX".utf8CString)
        let isMade = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
        }
        guard isMade else { throw .noTemporaryFile }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func read(_ file: String) throws(SpreadsheetError) -> [UInt8] {
        guard let handle = fopen(file, "rb") else { throw .noTemporaryFile }
        defer { fclose(handle) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, handle)
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        guard ferror(handle) == 0, !bytes.isEmpty else { throw .noTemporaryFile }
        return bytes
    }

    /// The workbook and what libxlsxwriter may have left when it failed.
    func remove() {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { unlink("\(path)/\(name)") }
            }
            closedir(folder)
        }
        rmdir(path)
    }
}
