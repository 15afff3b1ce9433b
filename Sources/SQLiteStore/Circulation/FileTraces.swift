import Foundation
import GRDB
import GRDBSQLite

/// Looks for words in the bytes of a database's file, unused room included.
///
/// It reads through the handle that SQLite has of the file. One of our own would
/// be no reading only: by POSIX, closing it gives up every lock this process
/// holds on the file, and the next program to open it would take the write-ahead
/// log for nobody's and remove it under our feet
/// (<https://sqlite.org/howtocorrupt.html>, 2.2).
struct FileTraces {
    private let file: UnsafeMutablePointer<sqlite3_file>
    private let methods: sqlite3_io_methods
    /// In bytes.
    let size: Int64

    /// Read at a time; a word is never longer than the overlap.
    private static let piece = 8 << 20
    private static let overlap = 1 << 10
    /// `SQLITE_IOERR_SHORT_READ`, a macro that Swift does not see.
    private static let shortRead = SQLITE_IOERR | 2 << 8

    /// Good as long as the connection is.
    init(_ db: Database) throws {
        var pointer: UnsafeMutablePointer<sqlite3_file>?
        try Self.check(sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &pointer))
        guard let pointer, let methods = pointer.pointee.pMethods?.pointee else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE)
        }
        (file, self.methods) = (pointer, methods)
        var size: Int64 = 0
        try Self.check(methods.xFileSize(pointer, &size))
        self.size = size
    }

    /// Whether any of the words stands in the file.
    func find(_ words: [String]) throws -> Bool {
        let wanted = words.map { Data($0.utf8) }
        var rest = Data()
        var place: Int64 = 0
        while place < size {
            var more = Data(count: Int(min(Int64(Self.piece), size - place)))
            let length = Int32(more.count)
            try more.withUnsafeMutableBytes { bytes in
                let code = methods.xRead(file, bytes.baseAddress, length, place)
                // The file may have become shorter meanwhile; what is missing reads as zeros.
                if code != Self.shortRead { try Self.check(code) }
            }
            let window = rest + more
            if wanted.contains(where: { window.range(of: $0) != nil }) { return true }
            rest = Data(window.suffix(Self.overlap))
            place += Int64(length)
        }
        return false
    }

    private static func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}
