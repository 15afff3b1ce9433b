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

    func differing(givenBy point: ServicePointID, limit: Int) async throws -> [GivenHandover] {
        try await pool.read { db in
            let handovers = try HandoverRows.differing(db, givenBy: point, limit: limit)
            let names = try PointNames.of(db, handovers.map(\.to))
            return try handovers.compactMap { one in
                guard let box = try BoxRows.box(db, one.manifest.box), let receiver = names[one.to] else { return nil }
                return GivenHandover(handover: one, number: box.number, receiver: receiver)
            }
        }
    }

    func answer(_ answer: HandoverAnswer, to manifest: Manifest, at point: ServicePointID, act: Act) async throws {
        _ = try await pool.write { db in
            try ActLog.once(db, act, "handover-answer \(manifest.box) \(manifest.sealing)") {
                guard let handover = try HandoverRows.of(db, manifest.box).first(where: { $0.manifest == manifest })
                else { throw RotationRefusal(.boxUnknown) }
                try handover.check(answer, at: point)
                try HandoverRows.answer(db, manifest, answer)
                return ""
            }
        }
    }
}
