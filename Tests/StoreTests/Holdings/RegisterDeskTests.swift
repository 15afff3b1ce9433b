import Library
import SQLiteStore
import Synchronization
import Testing

/// A register taken into a library, and given out again.
@Suite struct RegisterDeskTests {
    private static let headings = [
        "Số ĐKCB", "Tên sách", "Tác giả", "Năm XB", "Giá", "Kho", "Ngày vào sổ", "Tình trạng", "Biên bản xuất", "ISBN",
    ]

    private static func lines(_ rows: [[String]]) -> [AccessionLine] {
        AccessionRegister(
            ([headings] + rows).enumerated().map { TableRow(line: $0.offset + 1, cells: $0.element) }
        ).lines
    }

    private static let rows = [
        ["TK.1", "Đất rừng phương Nam", "Đoàn Giỏi", "2005", "12.500", "STK", "5/9/2020", "Tốt", "", "9786041234567"],
        ["TK.2", "ĐẤT RỪNG PHƯƠNG NAM", "Đoàn Giỏi", "2005", "12.500", "STK", "5/9/2020", "rách", "", ""],
        ["TK.10", "Số đỏ", "Vũ Trọng Phụng", "1988", "", "STK", "", "mất", "", ""],
        ["TK.9", "Tắt đèn", "Ngô Tất Tố", "", "9.000", "", "", "", "12/5/2021, số 3", ""],
    ]

    @Test func `rows become records and copies, and come out as they went in`() async throws {
        let samples = try await LedgerSamples()
        let desk = samples.library.store.circulating.registers
        let point = samples.school.point
        let lines = Self.lines(Self.rows)

        let report = try await desk.take(lines, for: point, act: .commandLine(at: LedgerSamples.now))
        let register = try await desk.register(of: point)

        #expect((report.recordsAdded, report.copiesAdded, report.refused) == (3, 4, []))
        #expect(register.map(\.line.copy.number.text) == ["TK.1", "TK.2", "TK.9", "TK.10"])
        #expect(register.map(\.line.copy.standing) == [.held, .held, .withdrawn, .lost])
        #expect(register[2].withdrawnOn == Day(2021, 5, 12))
        #expect(register[0].line.title == register[1].line.title)
        #expect(register[1].line.copy.condition == .damaged)
        #expect(register[0].line.copy.price == 12_500)
        let copies = try await samples.library.store.circulating.holdings.copies(scanned: "tk 00010")
        #expect(copies.map(\.state.status) == [.missing])
    }

    @Test func `an export taken in again changes nothing`() async throws {
        let samples = try await LedgerSamples()
        let desk = samples.library.store.circulating.registers
        let point = samples.school.point
        _ = try await desk.take(Self.lines(Self.rows), for: point, act: .commandLine(at: LedgerSamples.now))
        let before = try await desk.register(of: point)
        let sheet = AccessionSheet.sheet(of: before.map(\.line))
        let rows = [sheet.columns.map(\.heading)] + sheet.rows.map { $0.map(\.text) }
        let again = AccessionRegister(rows.enumerated().map { TableRow(line: $0.offset + 1, cells: $0.element) })

        let preview = try await desk.preview(again.lines, for: point)
        let report = try await desk.take(again.lines, for: point, act: .commandLine(at: LedgerSamples.now))

        #expect(again.rejected == [])
        #expect(preview.known.count == 4)
        #expect((report.recordsAdded, report.copiesAdded, report.copiesKnown) == (0, 0, 4))
        #expect(try await desk.register(of: point) == before)
    }

    @Test func `another school may give the same numbers, and each sees its own`() async throws {
        let samples = try await LedgerSamples()
        let desk = samples.library.store.circulating.registers
        let act = Act.commandLine(at: LedgerSamples.now)

        let here = try await desk.take(Self.lines(Self.rows), for: samples.school.point, act: act)
        let there = try await desk.take(Self.lines(Self.rows), for: samples.province.point, act: act)

        #expect((here.copiesAdded, there.copiesAdded) == (4, 4))
        #expect((there.recordsAdded, there.recordsKnown) == (0, 3))
        #expect(try await desk.register(of: samples.province.point).count == 4)
    }

    @Test func `numbers stand in the order of a register`() {
        let numbers = ["TK.10", "TK.9", "2", "10", "1/TN", "TK.9A", "GK-1"].compactMap { AccessionNumber($0) }

        let sorted = numbers.sorted { AccessionNumber.isBefore($0, $1) }

        #expect(sorted.map(\.text) == ["1/TN", "2", "10", "GK-1", "TK.9", "TK.9A", "TK.10"])
    }

    private static func long(_ count: Int) -> [AccessionLine] {
        lines((1...count).map { ["GK.\($0)", "Sách số \(($0 + 4) / 5)", "Ai đó", "2020", "", "", "", "", "", ""] })
    }

    @Test func `a form sent again gives what it gave, and another's form is refused`() async throws {
        let samples = try await LedgerSamples()
        let desk = samples.library.store.circulating.registers
        let act = Act(account: nil, form: "mot-lan", at: LedgerSamples.now)

        let first = try await desk.take(Self.lines(Self.rows), for: samples.school.point, act: act)
        let again = try await desk.take(Self.lines(Self.rows), for: samples.school.point, act: act)
        let intake = try #require(try await desk.intake(of: act))

        #expect(first == again && first.copiesAdded == 4 && first.recordsAdded == 3)
        #expect(intake.isFinished && intake.report == first && intake.lines == 4)
        await #expect(throws: ActRefusal()) {
            _ = try await desk.take(Self.lines(Self.rows), for: samples.other.point, act: act)
        }
    }

    @Test func `an intake that is stopped anywhere goes on when it is sent again, and nothing is doubled`() async throws
    {
        let samples = try await LedgerSamples()
        let desk = samples.library.store.circulating.registers
        let (lines, point) = (Self.long(1_000), samples.school.point)
        let act = Act(account: nil, form: "dut-giua-chung", at: LedgerSamples.now)
        var stops = 0

        for share in [0.1, 0.3, 0.5, 0.7, 0.95] {
            let task = Task { [desk, lines, point, act, share] in
                try await desk.take(lines, for: point, act: act) { done in
                    if done >= share { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }
            if (try? await task.value) == nil { stops += 1 }
            let intake = try #require(try await desk.intake(of: act))
            if !intake.isFinished { #expect(intake.report.copiesAdded <= 1_000) }
        }
        let preview = try await desk.preview(lines, for: samples.school.point)
        let report = try await desk.take(lines, for: samples.school.point, act: act)

        #expect(stops > 2)
        #expect(preview.known.count > 0, "the preview says what is there already")
        #expect((report.copiesAdded, report.copiesKnown, report.recordsAdded) == (1_000, 0, 200))
        #expect(try await desk.register(of: samples.school.point).count == 1_000)
        #expect(try await samples.library.store.catalogue.size().records == 201)
    }

    @Test func `an intake that stopped is taken back, and its form goes on with nothing`() async throws {
        let samples = try await LedgerSamples()
        let desk = samples.library.store.circulating.registers
        let (lines, point) = (Self.long(1_000), samples.school.point)
        let act = Act(account: nil, form: "thoi-khong-nhap", at: LedgerSamples.now)
        let task = Task { [desk, lines, point, act] in
            try await desk.take(lines, for: point, act: act) { done in
                if done >= 0.6 { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        #expect((try? await task.value) == nil)
        let stopped = try #require(try await desk.intake(of: act))

        let forecast = try await samples.library.store.ingest.forecast(stopped.id)
        let report = try await samples.library.store.ingest.undo(stopped.id) { _ in }
        let over = try #require(try await desk.intake(of: act))
        let again = try await desk.take(lines, for: point, act: act)

        #expect(!stopped.isFinished && stopped.report.copiesAdded > 0 && stopped.report.recordsAdded == 200)
        #expect(forecast == report && report.copiesRemoved == stopped.report.copiesAdded && report.removed == 200)
        #expect(
            over.isFinished
                && over.undone
                    == UndoCounts(
                        removed: 200, restored: 0, kept: 0, removedCopies: stopped.report.copiesAdded, keptCopies: 0)
        )
        #expect(again == over.report, "it gives what it had brought")
        #expect(try await desk.register(of: point) == [])
    }

    @Test func `desks work while a long register is taken in`() async throws {
        let samples = try await LedgerSamples()
        let store = samples.library.store.circulating
        let copy = try await samples.copies(1, at: samples.school)[0]
        let (lines, point, registers) = (Self.long(2_000), samples.school.point, store.registers)

        async let report = registers.take(lines, for: point, act: LedgerSamples.act)
        var (between, entered, turn) = (0, 0, 0)
        while entered < 2_001 {
            try await store.register.find(
                copy, at: turn.isMultiple(of: 2) ? samples.other.point : samples.school.point,
                act: Act(account: nil, form: "\(turn)", at: LedgerSamples.now))
            entered = try await store.registerBook.leaf(RegisterFilter(point: point, limit: 1)).count
            if entered > 1, entered < 2_001 { between += 1 }
            turn += 1
        }

        #expect(try await report.copiesAdded == 2_000)
        #expect(between > 0, "an act came between two pieces")
    }

    @Test func `a barcode that is on another copy refuses its line alone`() async throws {
        let samples = try await LedgerSamples()
        let desk = samples.library.store.circulating.registers
        var lines = Self.lines(Self.rows)
        (lines[0].copy.barcode, lines[1].copy.barcode) = ("893", "893")

        let report = try await desk.take(lines, for: samples.school.point, act: LedgerSamples.act)

        #expect(report.refused.map(\.text) == ["TK.2"] && report.copiesAdded == 3)
    }

    @Test func `a register is taken back as any batch`() async throws {
        let samples = try await LedgerSamples()
        let desk = samples.library.store.circulating.registers
        let act = Act(account: nil, form: "lay-lai", at: LedgerSamples.now)
        _ = try await desk.take(Self.lines(Self.rows), for: samples.school.point, act: act)
        let batch = try #require(try await desk.intake(of: act)).id

        let forecast = try await samples.library.store.ingest.forecast(batch)
        let heard = Heard()
        let report = try await samples.library.store.ingest.undo(batch) { heard.note($0) }

        #expect((report.removed, report.copiesRemoved) == (3, 4))
        #expect(report.isWhole && forecast == report)
        #expect(heard.shares == heard.shares.sorted() && heard.shares.last == 1)
        #expect(
            try await desk.intake(batch)?.undone
                == UndoCounts(removed: 3, restored: 0, kept: 0, removedCopies: 4, keptCopies: 0))
        #expect(try await desk.register(of: samples.school.point) == [])
    }
}

/// Shares of a work, as they were told.
private final class Heard: Sendable {
    private let told = Mutex<[Double]>([])
    var shares: [Double] { told.withLock { $0 } }
    func note(_ share: Double) { told.withLock { $0.append(share) } }
}
