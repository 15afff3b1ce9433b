import Foundation
import GRDB
import Library

/// Files of evidence: rows in the precious database, bytes by their SHA-256
/// beside it.
struct EvidenceTableStore: EvidenceStore {
    let pool: DatabasePool
    let contents: any ContentStore

    private static let columns = """
        e.id, e.declarationId, e.milestoneMarkId, e.kind, e.name, e.byteCount, \(PlanRows.name("e")), e.at
        """

    func files(of institution: InstitutionID) async throws -> [EvidenceFile] {
        try await files(
            """
            SELECT \(Self.columns) FROM declaration d JOIN evidenceFile e ON e.declarationId = d.id
            WHERE d.institutionId = ? ORDER BY e.id
            """, [institution.rawValue])
    }

    func files(of target: TargetID) async throws -> [EvidenceFile] {
        try await files(
            """
            SELECT \(Self.columns) FROM milestoneMark m JOIN evidenceFile e ON e.milestoneMarkId = m.id
            WHERE m.planId = ? AND m.targetCode = ? ORDER BY e.id
            """, [target.plan.text, target.code])
    }

    private func files(_ sql: String, _ arguments: StatementArguments) async throws -> [EvidenceFile] {
        try await pool.read { db in
            try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { try Self.file($0) }
        }
    }

    private static func file(_ row: Row) throws -> EvidenceFile {
        let id: Int64 = row[0]
        let declaration = (row[1] as Int64?).map { EvidenceSubject.declaration(DeclarationID($0)) }
        let mark = (row[2] as Int64?).map { EvidenceSubject.milestone(MilestoneMarkID($0)) }
        guard let kind = EvidenceKind(rawValue: row[3]), let subject = declaration ?? mark else {
            throw StoreError.damagedRow(table: "evidenceFile", id: id)
        }
        return EvidenceFile(
            id: EvidenceID(id), subject: subject, kind: kind, name: FileLabel(row[4] as String), byteCount: row[5],
            by: row[6] ?? "", at: Moment(milliseconds: row[7]))
    }

    func attach(
        _ file: UploadedFile, to declaration: DeclarationID, of institution: InstitutionID, act: Act
    ) async throws {
        try await attach(file, act) { db in
            try Int64.fetchOne(
                db, sql: "SELECT id FROM declaration WHERE id = ? AND institutionId = ?",
                arguments: [declaration.rawValue, institution.rawValue]
            ).map { .declaration(DeclarationID($0)) }
        }
    }

    func attach(_ file: UploadedFile, to target: TargetID, act: Act) async throws {
        try await attach(file, act) { db in
            try Int64.fetchOne(
                db, sql: "SELECT max(id) FROM milestoneMark WHERE planId = ? AND targetCode = ?",
                arguments: [target.plan.text, target.code]
            ).map { .milestone(MilestoneMarkID($0)) }
        }
    }

    private func attach(
        _ file: UploadedFile, _ act: Act, _ find: @Sendable @escaping (Database) throws -> EvidenceSubject?
    ) async throws {
        guard file.byteCount <= EvidenceFile.mostBytes else { throw EvidenceRefusal.tooLarge }
        let head = try FileHandle(forReadingFrom: URL(fileURLWithPath: file.path))
        let first = try head.read(upToCount: 8) ?? Data()
        try head.close()
        guard let kind = EvidenceKind(firstBytes: first) else { throw EvidenceRefusal.kindWrong }
        // The file first: a row never names what is not there.
        let hash = try contents.keepOriginal(at: file.path)
        try contents.synchronise()
        try await pool.write { db in
            _ = try ActLog.once(db, act, "evidence") { () -> String in
                guard let subject = try find(db) else { throw EvidenceRefusal.subjectGone }
                try Self.insert(db, hash, kind, file, subject, act)
                return ""
            }
        }
    }

    private static func insert(
        _ db: Database, _ hash: ContentHash, _ kind: EvidenceKind, _ file: UploadedFile, _ subject: EvidenceSubject,
        _ act: Act
    ) throws {
        let (declaration, mark): (Int64?, Int64?) =
            switch subject {
            case .declaration(let id): (id.rawValue, nil)
            case .milestone(let id): (nil, id.rawValue)
            }
        let known = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM evidenceFile WHERE declarationId IS ? AND milestoneMarkId IS ?",
            arguments: [declaration, mark])
        guard known ?? 0 < EvidenceFile.mostFiles else { throw EvidenceRefusal.tooMany }
        try db.execute(
            sql: """
                INSERT INTO evidenceFile (declarationId, milestoneMarkId, hash, kind, name, byteCount, accountId, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                declaration, mark, hash.hex, kind.rawValue, file.name.text, file.byteCount, act.account?.rawValue,
                act.at.milliseconds,
            ])
        let what = declaration.map { "declaration \($0)" } ?? "milestone mark \(mark ?? 0)"
        try ActLog.note(db, .evidenceAttached, "\(what): \(hash.hex)", act)
    }

    func path(of file: EvidenceID) async throws -> String? {
        let hash = try await pool.read { db in
            try String.fetchOne(db, sql: "SELECT hash FROM evidenceFile WHERE id = ?", arguments: [file.rawValue])
        }
        return hash.flatMap { ContentHash(hex: $0) }.map { contents.originalPath($0) }
    }
}
