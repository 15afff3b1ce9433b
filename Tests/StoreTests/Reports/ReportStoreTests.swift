import FileStore
import Foundation
import GRDB
import Library
import SQLiteStore
import Testing

/// Reports in the precious database.
@Suite struct ReportStoreTests {
    static let months = Month(2025, 11)!...Month(2026, 10)!
    /// 5 November 2026.
    static let now = Day(2026, 11, 5)!.start

    let library: TemporaryLibrary
    let point: ServicePointID
    let writer: AccountID
    let checker: AccountID

    init() async throws {
        library = try TemporaryLibrary()
        let membership = library.store.membership
        var files = UnitFiles()
        files.addUnits(
            """
            66\tĐắk Lắk\tprovince\t\t2025-07-01\t
            22100\tTân Lập\tcommune\t66\t2025-07-01\t
            564\tTuy Hòa\tprovincial-city\t\t\t2025-06-30
            22999\tHòa Xuân\tcommune\t564\t\t2025-06-30
            """, file: "units.tsv")
        files.addSuccessions("22999\t22100\t\tmã mới\t", file: "successions.tsv")
        _ = try await membership.units.load(files)
        let act = Act(account: nil, form: nil, at: Self.now)
        let units = try await membership.units.units(UnitFilter(on: Day(Self.now)))
        let commune = try #require(units.first { $0.code == "22100" })
        let institution = try await membership.places.save(
            InstitutionFacts(name: "Trường Tân Lập", kind: .primarySchool, unit: commune.id), as: nil, act: act)
        point = try await membership.places.save(
            ServicePointFacts(name: "Thư viện", kind: .school), as: nil, of: institution, act: act)
        var accounts: [AccountID] = []
        for name in ["lap", "kiem"] {
            let account = try await membership.register.add(
                userName: UserName(name)!, displayName: "Người \(name)", act: act)
            _ = try await membership.register.grant(.librarian, at: .servicePoint(point), to: account, act: act)
            accounts.append(account)
        }
        (writer, checker) = (accounts[0], accounts[1])
    }

    private var reports: any ReportStore { library.store.reports.reports }

    private func act(_ account: AccountID? = nil, form: String? = nil, at moment: Moment = now) -> Act {
        Act(account: account ?? writer, form: form, at: moment)
    }

    private func draft(corrects: ReportID? = nil) -> ReportDraft {
        var texts = ReportTexts()
        (texts.body, texts.number, texts.symbol, texts.place) = ("Thư viện", "12", "BC-TV", "Tân Lập")
        texts.difficulties = "Thiếu sách."
        let duty = ReportedDuty(
            id: DutyID(plan: PlanID("dak-ha-2023")!, code: "nam"), year: 2026, plan: "Kế hoạch",
            lastGoodDay: Day(2026, 11, 9))
        return ReportDraft(
            order: ReportOrder(node: .servicePoint(point), kind: .annual, months: Self.months, duty: duty),
            texts: texts, figures: ReportFigures(takenAt: Self.now, place: "Thư viện"), corrects: corrects)
    }

    private func sending(_ report: Report, _ text: String = "tệp") -> ReportSending {
        ReportSending(
            document: report.document, file: Array(text.utf8), annex: Array("phụ lục".utf8),
            template: Array("mẫu".utf8))
    }

    /// A report that was sent.
    private func sent() async throws -> ReportID {
        let id = try await reports.open(draft(), act: act())
        try await reports.move(id, to: .checked, basedOn: 1, act: act(checker))
        let report = try #require(try await reports.report(id))
        try await reports.send(id, sending(report), basedOn: report.edition, act: act())
        return id
    }

    @Test func `a report comes back as it was begun, and a form sent twice begins one`() async throws {
        let draft = draft()

        let id = try await reports.open(draft, act: act(form: String(repeating: "a", count: 64)))
        let again = try await reports.open(draft, act: act(form: String(repeating: "a", count: 64)))
        let report = try #require(try await reports.report(id))

        #expect(again == id)
        #expect(report.order == draft.order)
        #expect(report.texts == draft.texts)
        #expect(report.figures == draft.figures)
        #expect(report.written.name == "Người lap")
    }

    @Test func `only a draft is edited, and only by who has seen it`() async throws {
        let id = try await reports.open(draft(), act: act())
        var texts = draft().texts
        texts.proposals = "Thêm sách."

        try await reports.edit(id, texts: texts, figures: nil, basedOn: 1, act: act())
        await #expect(throws: ReportRefusal.changedMeanwhile) {
            try await reports.edit(id, texts: texts, figures: nil, basedOn: 1, act: act())
        }
        try await reports.move(id, to: .checked, basedOn: 2, act: act(checker))
        await #expect(throws: ReportRefusal.stateWrong) {
            try await reports.edit(id, texts: texts, figures: nil, basedOn: 3, act: act())
        }

        #expect(try await reports.report(id)?.texts == texts)
    }

    @Test func `who wrote it does not check it while a colleague could`() async throws {
        let id = try await reports.open(draft(), act: act())

        await #expect(throws: ReportRefusal.checkerWrote) {
            try await reports.move(id, to: .checked, basedOn: 1, act: act(writer))
        }
        try await library.store.membership.register.setOpen(false, checker, act: act())
        try await reports.move(id, to: .checked, basedOn: 1, act: act(writer))

        #expect(try await reports.report(id)?.state == .checked)
    }

    @Test func `a sent report has the same bytes tomorrow, after a restart and after everything changed`() async throws
    {
        let id = try await sent()
        let before = try #require(try await reports.report(id))
        let file = try await reports.file(.document, of: id)

        _ = try await library.store.membership.places.save(
            ServicePointFacts(name: "Tên khác", kind: .school), as: point,
            of: try #require(try await library.store.membership.places.servicePoint(point)).point.institution,
            act: act(at: Self.now.adding(.seconds(86_400))))
        // As after a restart.
        let second = try TemporaryLibrary(alsoAt: library.folder)
        let reopened = second.store.reports.reports

        let after = try #require(try await reopened.report(id))
        #expect(after == before)
        #expect(after.sent?.document == before.document)
        #expect(try await reopened.file(.document, of: id) == file)
        #expect(after.sent?.file == ContentDigest.hash(file ?? []))
        await #expect(throws: ReportRefusal.stateWrong) {
            try await reopened.edit(
                id, texts: ReportTexts(), figures: nil, basedOn: after.edition, act: act())
        }
    }

    @Test func `the schema itself keeps what was sent`() async throws {
        let id = try await sent()
        let queue = try DatabaseQueue(path: library.folder + "/hoclieu.sqlite")

        for sql in [
            "UPDATE report SET body = 'x' WHERE id = ?", "UPDATE report SET state = 'draft' WHERE id = ?",
            "DELETE FROM report WHERE id = ?",
        ] {
            await #expect(throws: DatabaseError.self) {
                try await queue.write { db in try db.execute(sql: sql, arguments: [id.rawValue]) }
            }
        }
    }

    @Test func `what is sent is what was checked`() async throws {
        let id = try await reports.open(draft(), act: act())
        try await reports.move(id, to: .checked, basedOn: 1, act: act(checker))
        let report = try #require(try await reports.report(id))
        var other = sending(report)
        other.document.head.subject = "Khác"

        await #expect(throws: ReportRefusal.changedMeanwhile) {
            try await reports.send(id, other, basedOn: report.edition, act: act())
        }
        #expect(try await reports.report(id)?.state == .checked)
    }

    @Test func `a correction refers to the report it takes the place of, once`() async throws {
        let old = try await sent()

        let new = try await reports.open(draft(corrects: old), act: act())

        let report = try #require(try await reports.report(new))
        #expect(report.replaced?.hasPrefix("12/BC-TV (Tân Lập, ngày") == true)
        #expect(report.document.opening[0].hasPrefix("Báo cáo này thay thế Báo cáo số 12/BC-TV"))
        #expect(try await reports.report(old)?.correctedBy == new)
        await #expect(throws: ReportRefusal.correctedAlready) {
            _ = try await reports.open(draft(corrects: old), act: act())
        }
        await #expect(throws: ReportRefusal.stateWrong) { _ = try await reports.open(draft(corrects: new), act: act()) }
    }

    @Test func `sending is audited with the file's hash and nobody's name`() async throws {
        let id = try await sent()

        let entry = try #require(try await library.store.membership.audit.entries(before: nil, limit: 1).first)

        #expect(entry.kind == .reportSent)
        #expect(entry.subject == "report \(id), \(ContentDigest.hash(Array("tệp".utf8)).hex)")
    }

    @Test func `the files of sent reports are in a backup and are looked at by verify`() async throws {
        let id = try await sent()
        let path = library.folder + "-backup"
        defer { try? FileManager.default.removeItem(atPath: path) }

        let backup = try await library.store.backup(to: path)

        #expect(backup.missing == [])
        #expect(backup.derived == 3)
        #expect(try await reports.report(id) != nil)
    }

    // MARK: Who reports to whom

    @Test func `reports are found by duty and by the places above`() async throws {
        let id = try await reports.open(draft(), act: act())
        let membership = library.store.membership
        let view = try #require(try await membership.places.servicePoint(point))
        let commune = try #require(view.institution.units.last)

        for nodes: Set<TreeNode> in [
            [.library], [.unit(commune.id)], [.institution(view.point.institution)], [.servicePoint(point)],
        ] {
            #expect(try await reports.reports(ReportFilter(within: nodes)).map(\.id) == [id])
        }
        #expect(try await reports.reports(ReportFilter(within: [.servicePoint(ServicePointID(99))])) == [])
        let duty = DutyID(plan: PlanID("dak-ha-2023")!, code: "nam")
        #expect(try await reports.reports(ReportFilter(duty: duty, year: 2026)).count == 1)
        #expect(try await reports.reports(ReportFilter(duty: duty, year: 2025)) == [])
    }

    @Test func `below a province are its communes, below a commune its institutions with a library`() async throws {
        let places = library.store.reports.places
        let units = try await library.store.membership.units.units(UnitFilter())
        let unit = { (code: String) in try #require(units.first { $0.code == code }) }
        let today = Day(Self.now)

        #expect(try await places.below(try unit("66").id, on: today).map(\.name) == ["Xã Tân Lập"])
        #expect(try await places.below(try unit("22100").id, on: today).map(\.name) == ["Trường Tân Lập"])
        #expect(try await places.below(try unit("564").id, on: today).map(\.name) == ["Xã Tân Lập"])
    }

    @Test func `figures of a point are taken from the monthly figures, and silence stays silence`() async throws {
        let figures = library.store.figures
        let notes = Self.months.each.prefix(10).flatMap { month -> [FigureNote] in
            let now = FigureKey(.point(point), .visit, month, .tally)
            let before = FigureKey(.point(point), .visit, month.adding(months: -12), .tally)
            return [FigureNote(now, 108), FigureNote(before, 100)]
        }
        _ = try await figures.note(FigureNotes(notes), act: act())
        let gathering = ReportGathering(
            figures: figures, board: library.store.board, activities: library.store.activities.activities,
            reports: library.store.reports)

        let taken = try await gathering.figures(for: draft().order, at: Self.now)

        let line = try #require(taken.lines.first)
        #expect(taken.lines.count == 1)
        #expect(line.indicator == .visit)
        #expect(line.now == ReportFigures.Sum(value: 1_080, known: 10, expected: 12))
        #expect(line.before.value == 1_000)
        #expect(line.matched?.growth == 8)
        #expect(taken.points[0].months.last?.values == [nil])
    }
}
