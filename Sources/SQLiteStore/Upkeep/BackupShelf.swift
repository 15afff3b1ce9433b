import Foundation
import Library

/// The files that all days' backups of a folder have in common, each once: in
/// `hoclieu-files/ab/<sha256>` beside the days (docs/decisions/0022).
///
/// A file gets its name when it is whole and durable; none is ever changed.
struct BackupShelf: Sendable {
    static let name = "hoclieu-files"
    /// Derived blobs smaller than this travel in each day's own file, bytes:
    /// hundreds of thousands of small files would fill a stick by its clusters.
    static let leastDerived: Int64 = 64 << 10

    let folder: String

    /// The shelf that lies beside a day's backup.
    init(besideDay path: String) {
        let place = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        folder = "\(place)/\(Self.name)"
    }

    /// Taken by the one server that works at the folder's backups: another would
    /// remove what this one has just put there.
    func lock() throws -> LibraryLock {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let lock = try LibraryLock("\(folder)/lock")
        try lock.take(.exclusive, patience: 0)
        return lock
    }

    func path(_ hash: ContentHash) -> String { "\(folder)/\(hash.hex.prefix(2))/\(hash.hex)" }

    func holds(_ hash: ContentHash) -> Bool { access(path(hash), F_OK) == 0 }

    /// Reads a kept file from end to end; false when it is missing, damaged or
    /// cannot be read.
    func isSound(_ hash: ContentHash, _ digest: any RunningDigest, _ pace: BackupPace) throws -> Bool {
        guard let file = FileHandle(forReadingAtPath: path(hash)) else { return false }
        defer { try? file.close() }
        var digest = digest
        do {
            while let piece = try file.read(upToCount: BackupPace.pieceSize), !piece.isEmpty {
                piece.withUnsafeBytes { digest.update($0) }
                try pace.read(piece.count)
            }
        } catch let end as CancellationError {
            throw end
        } catch {
            return false
        }
        return digest.finish() == hash
    }

    /// Copies a file in; false, with nothing kept, when its bytes are not those
    /// of its hash.
    func add(
        _ hash: ContentHash, from source: String, _ digest: any RunningDigest, _ pace: BackupPace
    ) throws -> Bool {
        guard let input = FileHandle(forReadingAtPath: source) else {
            throw StoreError.system(operation: "open", path: source, code: ENOENT)
        }
        defer { try? input.close() }
        let target = path(hash), unfinished = "\(folder)/\(Self.unfinished)\(hash.hex)"
        try FileManager.default.createDirectory(
            atPath: "\(folder)/\(hash.hex.prefix(2))", withIntermediateDirectories: true)
        guard FileManager.default.createFile(atPath: unfinished, contents: nil),
            let output = FileHandle(forWritingAtPath: unfinished)
        else { throw StoreError.system(operation: "open", path: unfinished, code: errno) }
        defer {
            try? output.close()
            unlink(unfinished)
        }
        var digest = digest
        while let piece = try input.read(upToCount: BackupPace.pieceSize), !piece.isEmpty {
            piece.withUnsafeBytes { digest.update($0) }
            try output.write(contentsOf: piece)
            try pace.wrote(piece.count, to: unfinished)
        }
        guard digest.finish() == hash else { return false }
        try output.synchronize()
        guard rename(unfinished, target) == 0 else {
            throw StoreError.system(operation: "rename", path: target, code: errno)
        }
        return true
    }

    /// Makes the names of all that was added durable.
    func synchronise() throws {
        for place in try FileManager.default.contentsOfDirectory(atPath: folder) where place.utf8.count == 2 {
            try RestoreSwap.sync("\(folder)/\(place)")
        }
        try RestoreSwap.sync(folder)
    }

    /// Brings a file back into a library; false when it is not there or not what
    /// its hash says.
    func restore(_ file: BackupFile.Beside, into contents: any ContentStore) throws -> Bool {
        let path = path(file.hash)
        guard (try? contents.hash(ofFileAt: path)) == file.hash else { return false }
        switch file.kind {
        case .derived:
            guard let bytes = FileManager.default.contents(atPath: path) else { return false }
            return try contents.keepDerived([UInt8](bytes)) == file.hash
        default: return try contents.keepOriginal(at: path) == file.hash
        }
    }

    // MARK: What is no longer wanted

    private static let unfinished = "incoming-"

    /// Removes what neither a day of the folder names nor `wanted` holds, and
    /// what was left unfinished. While a day cannot be read nothing that is whole
    /// goes: it may name it.
    func prune(keeping wanted: Set<ContentHash>, days: [String]) {
        for name in names(in: folder) where name.hasPrefix(Self.unfinished) { unlink("\(folder)/\(name)") }
        var named = wanted
        for day in days {
            guard let file = try? BackupFile.open(day), let beside = try? file.keptBeside() else { return }
            named.formUnion(beside.map(\.hash))
        }
        for place in names(in: folder) where place.utf8.count == 2 {
            for name in names(in: "\(folder)/\(place)") {
                guard let hash = ContentHash(hex: name), !named.contains(hash) else { continue }
                unlink("\(folder)/\(place)/\(name)")
            }
            rmdir("\(folder)/\(place)")
        }
    }

    private func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}
