import GRDB
import GRDBSQLite
import Glibc

/// A prepared statement driven directly through SQLite's own interface.
///
/// A bulk commit runs ten statements per record; GRDB's argument boxing would
/// cost three times what SQLite does (docs/decisions/0008). Only the
/// inner loops of ingest and usage use this, inside GRDB's transaction and on
/// its connection.
/// Not Sendable on purpose: it lives and dies on the writer's queue.
final class WriteStatement {
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    /// SQLite copies what is bound: our strings are gone before the step.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ db: Database, _ sql: String) throws {
        guard let connection = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
        self.connection = connection
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK, let handle else { throw Self.error(code, connection, sql: sql) }
        self.handle = handle
    }

    deinit { sqlite3_finalize(handle) }

    func bind(_ place: Int32, _ value: Int64?) {
        if let value { sqlite3_bind_int64(handle, place, value) } else { sqlite3_bind_null(handle, place) }
    }

    func bind(_ place: Int32, _ value: Int?) { bind(place, value.map(Int64.init)) }

    func bind(_ place: Int32, _ value: String?) {
        guard var value else {
            sqlite3_bind_null(handle, place)
            return
        }
        value.withUTF8 { bytes in
            _ = bytes.withMemoryRebound(to: CChar.self) { characters in
                // A null pointer would bind NULL instead of the empty text.
                sqlite3_bind_text(
                    handle, place, characters.baseAddress ?? Self.empty, Int32(characters.count), Self.transient)
            }
        }
    }

    func bind(_ place: Int32, _ value: [UInt8]) {
        _ = value.withUnsafeBytes { bytes in
            bytes.isEmpty
                ? sqlite3_bind_zeroblob(handle, place, 0)
                : sqlite3_bind_blob(handle, place, bytes.baseAddress, Int32(bytes.count), Self.transient)
        }
    }

    /// Runs a statement that gives no rows and makes it ready for the next time.
    func run() throws {
        let code = sqlite3_step(handle)
        let failure = code == SQLITE_DONE || code == SQLITE_ROW ? nil : Self.error(code, connection, sql: nil)
        sqlite3_reset(handle)
        if let failure { throw failure }
    }

    /// The next row, if there is one; the columns are valid until the next call.
    func next() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            sqlite3_reset(handle)
            return false
        case let code:
            let failure = Self.error(code, connection, sql: nil)
            sqlite3_reset(handle)
            throw failure
        }
    }

    /// Gives up the rows that are left.
    func reset() { sqlite3_reset(handle) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func text(_ column: Int32) -> String? {
        guard let bytes = sqlite3_column_text(handle, column) else { return nil }
        return String(
            decoding: UnsafeBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, column))), as: UTF8.self
        )
    }

    nonisolated(unsafe) private static let empty = UnsafePointer<CChar>(strdup("")!)

    private static func error(_ code: Int32, _ connection: OpaquePointer, sql: String?) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)), sql: sql)
    }
}
