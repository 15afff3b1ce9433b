import Credentials
import FileStore
import Foundation
import GRDB
import Library
import Testing

@testable import SQLiteStore

@Suite struct AccountTests {
    @Test func `a reader signs in by card and PIN, and by nothing else`() async throws {
        let house = try await House()

        #expect(try await house.signIn(house.card.text, house.pin) != nil)
        #expect(try await house.signIn(" " + house.card.text.lowercased(), house.pin) != nil)
        #expect(try await house.signIn(house.card.text, "000000") == nil)
        #expect(try await house.signIn("999999999", house.pin) == nil)
        #expect(try await house.signIn("", "") == nil)
        #expect(try await house.signIn(house.card.text, String(repeating: "x", count: 100_000)) == nil)
    }

    @Test func `what is kept is neither the PIN nor the token`() async throws {
        let house = try await House()
        let token = try #require(try await house.signIn(house.card.text, house.pin))

        let file = try DatabaseQueue(path: house.library.folder + "/hoclieu.sqlite")
        let (pin, session) = try await file.read { db in
            (
                try String.fetchOne(db, sql: "SELECT pinHash FROM account WHERE pinHash IS NOT NULL"),
                try String.fetchOne(db, sql: "SELECT tokenHash FROM session")
            )
        }

        #expect(pin?.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$") == true)
        #expect(session != nil && session != token)
    }

    @Test func `a session ends when idle: soon on a shared machine, late on one's own`() async throws {
        let house = try await House()
        let shared = try #require(try await house.signIn(house.card.text, house.pin))
        let own = try #require(try await house.signIn(house.card.text, house.pin, isShared: false))
        let later = { (seconds: Int64) in MembershipSamples.now.adding(.seconds(seconds)) }

        #expect(try await house.desk.actor(ofToken: shared, at: later(14 * 60)) != nil)
        #expect(try await house.desk.actor(ofToken: shared, at: later(28 * 60)) != nil, "it was used in between")
        #expect(try await house.desk.actor(ofToken: shared, at: later(44 * 60)) == nil)
        #expect(try await house.desk.actor(ofToken: shared, at: later(28 * 60)) == nil, "ended is ended")
        #expect(try await house.desk.actor(ofToken: own, at: later(13 * 86_400)) != nil)
        #expect(try await house.desk.actor(ofToken: own, at: later(28 * 86_400)) == nil)
        #expect(try await house.desk.actor(ofToken: "nonsense", at: later(0)) == nil)
    }

    @Test func `on a full disk people stay signed in, though nobody can note that they were there`() async throws {
        // Given a session whose note would take room that there is not.
        let house = try await House()
        let token = try #require(try await house.signIn(house.card.text, house.pin))
        let precious = house.library.store.databases.precious
        try await precious.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE room (bytes BLOB);
                    CREATE TRIGGER noteTakesRoom AFTER UPDATE ON session BEGIN
                        INSERT INTO room VALUES (zeroblob(1000000));
                    END
                    """)
        }
        try await precious.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA max_page_count = 1") }
        let later = MembershipSamples.now.adding(.seconds(5 * 60))

        await #expect(throws: DatabaseError.self) {
            try await house.library.store.membership.accounts.touch(try #require(SessionToken.hash(token)), at: later)
        }
        let actor = try await house.desk.actor(ofToken: token, at: later)
        let idle = try await house.desk.actor(ofToken: token, at: MembershipSamples.now.adding(.seconds(20 * 60)))

        #expect(actor != nil)
        #expect(idle == nil, "and the session ends when it should")
    }

    @Test func `signing out ends one session, a new PIN ends all`() async throws {
        let house = try await House()
        let first = try #require(try await house.signIn(house.card.text, house.pin))
        let second = try #require(try await house.signIn(house.card.text, house.pin))
        let actor = try #require(try await house.desk.actor(ofToken: second, at: MembershipSamples.now))

        try await house.desk.signOut(token: first)
        #expect(try await house.desk.actor(ofToken: first, at: MembershipSamples.now) == nil)
        #expect(try await house.desk.actor(ofToken: second, at: MembershipSamples.now) != nil)
        let change = try await house.desk.changeSecret(
            of: actor, from: house.pin, to: "581036", at: MembershipSamples.now)

        #expect(change == .changed)
        #expect(try await house.desk.actor(ofToken: second, at: MembershipSamples.now) == nil)
        #expect(try await house.signIn(house.card.text, house.pin) == nil)
        #expect(try await house.signIn(house.card.text, "581036") != nil)
    }

    @Test func `a new PIN must be a PIN that is not tried first, and the old one must be known`() async throws {
        let house = try await House()
        let token = try #require(try await house.signIn(house.card.text, house.pin))
        let actor = try #require(try await house.desk.actor(ofToken: token, at: MembershipSamples.now))
        let change = { (old: String, new: String) in
            try await house.desk.changeSecret(of: actor, from: old, to: new, at: MembershipSamples.now)
        }

        #expect(try await change("917402", "581036") == .wrongOldSecret)
        #expect(try await change(house.pin, "111111") == .tooWeak)
        #expect(try await change(house.pin, "một câu thật dài") == .tooWeak)
        #expect(try await change(house.pin, house.pin) == .tooWeak)
    }

    @Test func `a lost card opens nothing any more, with the old PIN or without`() async throws {
        let house = try await House()
        let token = try #require(try await house.signIn(house.card.text, house.pin))

        let card = try await house.library.store.membership.patrons.replaceCard(
            of: house.patron, act: MembershipSamples.act())

        #expect(try await house.desk.actor(ofToken: token, at: MembershipSamples.now) == nil)
        #expect(try await house.signIn(house.card.text, house.pin) == nil)
        #expect(try await house.signIn(card.text, house.pin) == nil)
    }

    @Test func `a hundred guesses at once are not a hundred guesses`() async throws {
        let house = try await House()
        let (desk, card) = (house.desk, house.card.text)
        let outcomes = try await withThrowingTaskGroup(of: SignInOutcome.self) { group in
            for guess in 0..<100 {
                group.addTask {
                    try await desk.signIn(
                        SignInAttempt(
                            name: card, secret: String(200_001 + guess * 7), address: "10.0.0.1",
                            isShared: true), at: MembershipSamples.now)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(outcomes.count { $0 == .wrong } == 5)
        #expect(outcomes.count { if case .wait = $0 { true } else { false } } == 95)
    }

    @Test func `staff have their roles by password, never by PIN`() async throws {
        let house = try await House()
        let register = house.library.store.membership.register
        let account = try #require(
            try await house.library.store.membership.patrons.accounts(of: [house.patron])[house.patron])
        _ = try await register.grant(
            .librarian, at: .servicePoint(house.point), to: account, act: MembershipSamples.act())

        let token = try #require(try await house.signIn(house.card.text, house.pin))

        #expect(try await house.desk.actor(ofToken: token, at: MembershipSamples.now)?.grants == [])
        #expect(try await register.account(account)?.grants.map(\.role) == [.librarian])
    }

    @Test func `an admin is made once, signs in, and the last one cannot be taken`() async throws {
        let house = try await House()
        let register = house.library.store.membership.register
        let admin = try await register.add(
            userName: UserName("quantri")!, displayName: "Quản trị", act: .commandLine())
        let grant = try await register.grant(.admin, at: .library, to: admin, act: .commandLine())
        let issued = try #require(
            try await house.desk.issue(.password, to: [admin], act: MembershipSamples.act("first"))?[admin])

        let token = try #require(try await house.signIn("QuanTri", issued.text))
        let actor = try #require(try await house.desk.actor(ofToken: token, at: MembershipSamples.now))

        #expect(actor.grants == [Grant(id: grant, role: .admin, node: .library)])
        #expect(try await house.desk.issue(.password, to: [admin], act: MembershipSamples.act("first")) == nil)
        await #expect(throws: AccountRefusal.nameTaken) {
            _ = try await register.add(userName: UserName("quantri")!, displayName: "X", act: .commandLine())
        }
        await #expect(throws: AccountRefusal.lastAdmin) { _ = try await register.take(grant, act: .commandLine()) }
        await #expect(throws: AccountRefusal.lastAdmin) {
            try await register.setOpen(false, admin, act: .commandLine())
        }
        await #expect(throws: AccountRefusal.roleNotHere) {
            _ = try await register.grant(.admin, at: .servicePoint(house.point), to: admin, act: .commandLine())
        }
        await #expect(throws: AccountRefusal.nodeUnknown) {
            _ = try await register.grant(
                .librarian, at: .servicePoint(ServicePointID(77)), to: admin, act: .commandLine())
        }
    }

    @Test func `an ended account opens nothing, and its session is gone`() async throws {
        let house = try await House()
        let register = house.library.store.membership.register
        let account = try await register.add(userName: UserName("thuthu")!, displayName: "Thủ thư", act: .commandLine())
        let issued = try #require(try await house.desk.issue(.password, to: [account], act: .commandLine())?[account])
        let token = try #require(try await house.signIn("thuthu", issued.text))

        try await register.setOpen(false, account, act: .commandLine())

        #expect(try await house.desk.actor(ofToken: token, at: MembershipSamples.now) == nil)
        #expect(try await house.signIn("thuthu", issued.text) == nil)
    }

    @Test func `the audit is only added to, and a dump and a backup hold it`() async throws {
        let house = try await House()
        let file = try DatabaseQueue(path: house.library.folder + "/hoclieu.sqlite")

        for sql in ["DELETE FROM auditEntry", "UPDATE auditEntry SET subject = ''"] {
            await #expect(throws: DatabaseError.self) { try await file.write { try $0.execute(sql: sql) } }
        }
        let dump = try await house.library.store.dump()
        #expect(dump.contains("hoclieu.auditEntry(") && dump.contains("secret-issued"))
        #expect(dump.contains("hoclieu.patronCard(") && !dump.contains("hoclieu.session("))
        let backup = house.library.folder + "/b.backup"
        try await house.library.store.backup(to: backup)
        let restored = TemporaryLibrary.newFolder()
        defer { try? FileManager.default.removeItem(atPath: restored) }
        try await LibraryStore.restore(from: backup, folder: restored) { try LibraryFiles(folder: $0) }
        let copy = try TemporaryLibrary(alsoAt: restored)
        #expect(try await copy.store.dump() == dump)
        #expect(try await copy.store.verify().isClean)
    }
}

/// A school with one reader, who has a PIN.
private struct House {
    let library: TemporaryLibrary
    let point: ServicePointID
    let patron: PatronID
    let card: CardNumber
    let pin: String
    let desk: SignInDesk

    init() async throws {
        (library, point) = try await PatronTests.school()
        let patrons = library.store.membership.patrons
        _ = try await patrons.importClassList(
            [MembershipSamples.classLine("Nguyễn Văn An")], at: point, isDryRun: false, act: MembershipSamples.act())
        let reader = try #require(try await patrons.patrons(PatronFilter(point: point)).patrons.first)
        (patron, card) = (reader.id, reader.card)
        let account = try #require(try await patrons.accounts(of: [reader.id])[reader.id])
        desk = SignInDesk(store: library.store.membership.accounts)
        pin = try #require(try await desk.issue(.pin, to: [account], act: MembershipSamples.act())?[account]).text
    }

    func signIn(_ name: String, _ secret: String, isShared: Bool = true) async throws -> String? {
        let attempt = SignInAttempt(name: name, secret: secret, address: "10.0.0.1", isShared: isShared)
        guard case .signedIn(let token) = try await desk.signIn(attempt, at: MembershipSamples.now) else { return nil }
        return token
    }
}
