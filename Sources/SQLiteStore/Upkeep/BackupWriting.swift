import Foundation
import Library

/// What a backup holds.
package struct BackupReport: Equatable, Sendable {
    package var originals = 0
    package var derived = 0
    package var byteCount: Int64 = 0
    /// Files the catalogue names that are not in the library any more.
    package var missing: [String] = []
    /// Files of the library whose bytes are no longer what their name says.
    package var damaged: [String] = []
}

/// Puts the files that a library names into a backup: into its own file, or on
/// the shelf beside it, where they lie for all days.
///
/// What is missing or damaged in the library is told. It is in the backup all the
/// same where the shelf holds it from an earlier day; with a damaged file in it
/// no restore would accept the backup, so that without one it is left out.
struct BackupWriting {
    let backup: BackupFile
    let contents: any ContentStore
    /// Nil for a backup that is one file.
    let shelf: BackupShelf?
    let pace: BackupPace
    private(set) var report = BackupReport()

    init(_ backup: BackupFile, _ contents: any ContentStore, shelf: BackupShelf?, _ pace: BackupPace) {
        (self.backup, self.contents, self.shelf, self.pace) = (backup, contents, shelf, pace)
    }

    mutating func add(_ files: KeptFiles) throws {
        for file in files.originals where try add(file, .original, at: contents.originalPath(file.hash)) {
            report.originals += 1
        }
        for file in files.derived where try add(file, .derived, at: contents.derivedPath(file.hash)) {
            report.derived += 1
        }
        try shelf?.synchronise()
    }

    /// Closes the backup and reads it back.
    mutating func finish() throws -> BackupReport {
        try backup.finish()
        try backup.check()
        report.byteCount = try backup.entries().reduce(0) { $0 + $1.byteCount }
        report.byteCount += try backup.keptBeside().reduce(0) { $0 + $1.byteCount }
        return report
    }

    /// Whether a file of this kind and size lies on the shelf.
    static func isShelved(_ kind: BackupFile.Kind, byteCount: Int64) -> Bool {
        kind == .original || byteCount >= BackupShelf.leastDerived
    }

    /// False for a file that is not in the backup.
    private mutating func add(_ file: KeptFiles.File, _ kind: BackupFile.Kind, at source: String) throws -> Bool {
        let isThere = access(source, F_OK) == 0
        if let shelf, Self.isShelved(kind, byteCount: FileSize.of(isThere ? source : shelf.path(file.hash))) {
            return try shelve(file, kind, on: shelf, from: isThere ? source : nil)
        }
        guard isThere else {
            report.missing.append(file.told)
            return false
        }
        if try backup.add(kind, name: file.hash.hex, fileAt: source, being: file.hash, contents.newDigest()) {
            return true
        }
        report.damaged.append(file.told)
        return false
    }

    private mutating func shelve(
        _ file: KeptFiles.File, _ kind: BackupFile.Kind, on shelf: BackupShelf, from source: String?
    ) throws -> Bool {
        var isSound = try shelf.isSound(file.hash, contents.newDigest(), pace)
        if let source {
            if isSound {
                // The library's own is looked at as well: nobody else does so every day.
                if try contents.hash(ofFileAt: source) != file.hash { report.damaged.append(file.told) }
            } else if try shelf.add(file.hash, from: source, contents.newDigest(), pace) {
                isSound = try shelf.isSound(file.hash, contents.newDigest(), pace)
                guard isSound else { throw StoreError.backupDamaged("\(file.told) cannot be read back") }
            } else {
                report.damaged.append(file.told)
            }
        } else {
            report.missing.append(file.told)
        }
        guard isSound else { return false }
        try backup.add(
            BackupFile.Beside(
                kind: kind, hash: file.hash, name: file.name, byteCount: FileSize.of(shelf.path(file.hash))))
        return true
    }
}

extension KeptFiles.File {
    /// "so-do.epub (4f2a…)".
    var told: String { "\(name) (\(hash))" }
}

/// Sizes of files by stat(2).
enum FileSize {
    /// Bytes; 0 for a file that is not there.
    static func of(_ path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }
}
