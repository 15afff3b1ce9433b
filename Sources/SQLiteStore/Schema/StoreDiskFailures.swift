package import GRDB
package import Library

/// What SQLite says of the disk. A transaction in which one of these comes is
/// taken back as a whole.
extension DatabaseError: DiskReporting {
    package var diskFailure: DiskFailure? {
        switch extendedResultCode {
        case .SQLITE_FULL: .full
        // An error of reading is none of these: no room would mend it.
        case .SQLITE_IOERR_WRITE, .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC, .SQLITE_IOERR_TRUNCATE,
            .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMMAP, .SQLITE_IOERR_CLOSE:
            .broken
        default: nil
        }
    }
}

extension StoreError: DiskReporting {
    package var diskFailure: DiskFailure? {
        switch self {
        case .diskNearlyFull: .full
        case .system(_, _, let code): DiskFailure(errno: code)
        default: nil
        }
    }
}
