package import Foundation

/// What keeps something from being written that was begun.
package enum DiskFailure: Equatable, Sendable {
    /// There is no room, or no more than the reserve.
    case full
    /// The disk or its file system answers with an error.
    case broken

    /// Nil for an error that has other reasons.
    package init?(_ error: any Error) {
        guard let failure = (error as? any DiskReporting)?.diskFailure else { return nil }
        self = failure
    }

    /// What errno says of a disk, after a call that writes.
    package init?(errno code: Int32) {
        switch code {
        case ENOSPC, EDQUOT: self = .full
        case EIO, EROFS: self = .broken
        default: return nil
        }
    }
}

/// An error that the disk may be the reason of. The errors of databases and
/// kept files say so themselves, where they are known.
package protocol DiskReporting: Error {
    /// Nil when it is something else.
    var diskFailure: DiskFailure? { get }
}

extension POSIXError: DiskReporting {
    package var diskFailure: DiskFailure? { DiskFailure(errno: code.rawValue) }
}

extension CocoaError: DiskReporting {
    package var diskFailure: DiskFailure? {
        switch code {
        case .fileWriteOutOfSpace: .full
        case .fileWriteVolumeReadOnly: .broken
        default: underlying.flatMap { DiskFailure($0) }
        }
    }
}
