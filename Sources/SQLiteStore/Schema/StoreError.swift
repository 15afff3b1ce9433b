/// Why the store refuses or cannot go on.
package enum StoreError: Error, Equatable {
    /// The database was written by a newer program.
    case newerDatabase(found: Int, known: Int)
    /// The file is an SQLite database, but not ours.
    case notALibrary(String)
    /// Another process has the library open and the work needs it alone.
    case inUse(String)
    /// Writing would leave less than the reserve free.
    case diskNearlyFull(free: Int64)
    /// A backup that does not hold what it promises.
    case backupDamaged(String)
    /// Files are not on the shelf beside a day's backup: where it should be, and
    /// what people call them.
    case backupIncomplete(shelf: String, missing: [String])
    /// A value in the database that no version of ours writes.
    case damagedRow(table: String, id: Int64)
    case system(operation: String, path: String, code: Int32)
    case unknownBatch(Int64)
}
