import GRDB
import Library

/// The minutes of boxes out of the precious database.
struct HandoverTableStore: HandoverStore {
    let pool: DatabasePool

    func handover(_ manifest: Manifest) async throws -> HandoverView? {
        try await pool.read { db in
            guard let handover = try HandoverRows.of(db, manifest.box).first(where: { $0.manifest == manifest }) else {
                return nil
            }
            return HandoverView(handover: handover, copies: try BoxCopyRows.sealed(db, manifest))
        }
    }
}
