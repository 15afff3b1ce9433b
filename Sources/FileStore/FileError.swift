package import Library

/// Why a file could not be kept or read.
package enum FileError: Error, Equatable {
    /// An operation of the system failed: its name, the file, errno.
    case system(operation: String, path: String, code: Int32)
    /// Writing `needed` bytes would leave less than the reserve free.
    case diskNearlyFull(free: Int64, needed: Int64)
    case missing(ContentHash)
    /// The bytes are no longer those the name promises.
    case damaged(ContentHash)
    /// Only regular files are taken in.
    case notAFile(String)
}

extension FileError: DiskReporting {
    package var diskFailure: DiskFailure? {
        switch self {
        case .diskNearlyFull: .full
        case .system(_, _, let code): DiskFailure(errno: code)
        default: nil
        }
    }
}
