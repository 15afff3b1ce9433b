import Library
import Testing

/// What a report says.
@Suite struct ReportWritingTests {
    private var document: ReportDocument {
        ReportWriting(order: SampleReports.order, texts: SampleReports.texts, figures: SampleReports.figures).document
    }

    private func rows(_ key: String) -> [[String]] { document.sections.first { $0.key == key }?.table?.rows ?? [] }

    @Test func `the letterhead is the one of the decree`() {
        #expect(ReportDocument.country == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        #expect(ReportDocument.motto == "Độc lập - Tự do - Hạnh phúc")
        #expect(document.head.superior == "TRƯỜNG TIỂU HỌC TÂN LẬP")
        #expect(document.head.body == "THƯ VIỆN TRƯỜNG")
        #expect(document.head.number == "Số:        /BC-TV")
        #expect(document.head.dated == "Tân Lập, ngày 05 tháng 11 năm 2026")
        #expect(ReportWords.dated("Huế", Day(2026, 2, 5)) == "Huế, ngày 05 tháng 02 năm 2026")
    }

    @Test func `a committee's name breaks before its unit, and its letters stay`() {
        var texts = SampleReports.texts
        (texts.superior, texts.body) = ("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân xã Đăk Hà")

        let head = ReportWriting(order: SampleReports.order, texts: texts, figures: SampleReports.figures).document.head

        #expect(head.body == "ỦY BAN NHÂN DÂN XÃ\u{A0}ĐĂK\u{A0}HÀ" && head.superior == "ỦY BAN NHÂN DÂN TỈNH")
    }

    @Test func `the period is stated with the same months of the year before`() {
        #expect(
            document.head.subject
                == "Kết quả hoạt động thư viện và học tập suốt đời trong năm (từ 01/11/2025 đến 31/10/2026)")
        #expect(
            document.sections[0].paragraphs[0]
                == "Kỳ báo cáo: từ 01/11/2025 đến 31/10/2026; so với cùng kỳ từ 01/11/2024 đến 31/10/2025.")
        #expect(document.opening[0].hasPrefix("Thực hiện Kế hoạch Đẩy mạnh"))
    }

    @Test(arguments: [
        ("Thực hiện Chương trình “A”", "Thực hiện Kế hoạch về việc thực hiện Chương trình “A”, "),
        ("Triển khai thực hiện Đề án B", "Thực hiện Kế hoạch về việc triển khai thực hiện Đề án B, "),
        ("Kế hoạch C", "Thực hiện Kế hoạch C, "),
    ]) func `the opening never says twice that something is carried out`(title: String, opening: String) {
        var order = SampleReports.order
        order.duty?.plan = title

        let document = ReportWriting(order: order, texts: SampleReports.texts, figures: SampleReports.figures).document

        #expect(document.opening[0].hasPrefix(opening))
    }

    @Test func `a committee's chair signs for it, and the head of an office for himself`() {
        let unit = { (kind: UnitKind) in
            ReportPlace(
                AdministrativeUnit(id: UnitID(1), code: "51", name: "Quảng Ngãi", kind: kind, parent: nil)
            ).letterhead
        }
        let seat = { (kind: InstitutionKind, point: ServicePointKind?) in
            ReportPlace(
                node: .institution(InstitutionID(1)), name: "Nơi", superior: "", town: "",
                seat: ReportingPlace(.institution(kind, point: point), in: [])
            ).letterhead
        }

        for kind in [UnitKind.province, .commune] {
            #expect(unit(kind).authority == "TM. Ủy ban nhân dân" && unit(kind).position == "Chủ tịch")
        }
        #expect(seat(.commune, nil).authority == "TM. Ủy ban nhân dân" && seat(.commune, nil).symbol == "BC-UBND")
        #expect(seat(.primarySchool, nil).position == "Hiệu trưởng" && seat(.primarySchool, nil).authority == "")
        #expect(seat(.primarySchool, .school).position == "Phụ trách thư viện")
        #expect(seat(.library, .province).position == "Giám đốc")
        #expect(seat(.agency, nil).position == "Thủ trưởng đơn vị")
    }

    @Test func `growth, missing figures and breaks are told apart`() {
        let rows = rows("so-lieu")

        #expect(rows[0] == ["1", "Lượt người đến thư viện", "1.300", "1.200", "tăng 8,3\u{A0}%", "so trên 2 điểm"])
        #expect(rows[1][2...4] == ["410", "chưa có số liệu", "–"])
        #expect(rows[1][5] == "kỳ này đủ 20/24 tháng")
        #expect(rows[2][4] == "không so sánh được")
        #expect(rows[2][5] == "cách đếm đã đổi")
    }

    @Test func `who is silent is named, and nobody's silence is a nought`() {
        let general = document.sections[0].paragraphs

        #expect(general.contains("Số điểm phục vụ: 2; có số liệu trong kỳ: 1; chưa có số liệu: 1."))
        #expect(general.contains("Các điểm chưa có số liệu: Góc lớp."))
        #expect(rows("hoat-dong")[1] == ["2", "Câu lạc bộ", "3", "chưa có số liệu"])
    }

    @Test func `free text becomes paragraphs, and what nobody wrote is said to be nothing`() {
        let sections = document.sections

        #expect(sections.first { $0.key == "chung" }?.paragraphs.suffix(2) == ["Năm học đầy đủ.", "Sách đã về."])
        #expect(sections.first { $0.key == "kho-khan" }?.paragraphs == ["Thiếu <sách> & báo."])
        #expect(sections.first { $0.key == "de-xuat" }?.paragraphs == ["Không có."])
    }

    @Test func `the parts are numbered one after the other`() {
        #expect(
            document.sections.map(\.title) == [
                "I. TÌNH HÌNH CHUNG", "II. KẾT QUẢ THỰC HIỆN", "1. Số liệu chung", "2. Thực hiện chỉ tiêu của kế hoạch",
                "3. Luân chuyển sách, thư viện lưu động, sách tặng", "4. Hoạt động phục vụ",
                "5. Cơ quan, đơn vị đáp ứng các nội dung", "6. Báo cáo của các đơn vị", "III. KHÓ KHĂN, VƯỚNG MẮC",
                "IV. ĐỀ XUẤT, KIẾN NGHỊ",
            ])
    }

    @Test func `the units' sum stands beside the own figure`() {
        #expect(rows("don-vi") == [["1", "Lượt người đến thư viện", "900", "1.300", "−400"]])
    }

    @Test func `reports of other months are told apart and are in no sum`() {
        let lines = SampleReports.figures.lines
        let earlier = SampleReports.months.earlier(byYears: 1)

        let units = ReportUnits(
            [
                .init("Xã A", SampleReports.months, lines: lines), .init("Xã B", earlier, lines: lines),
                .init("Xã C", SampleReports.months, lines: lines),
            ], of: SampleReports.months, missing: ["Xã D"], own: lines)

        #expect(units.lines[0].units == 2_600)
        #expect(units.sent == ["Xã A", "Xã C"] && units.apart == [.init("Xã B", earlier)])
    }

    @Test func `who sent other months stands in the report with them`() {
        #expect(
            document.sections.first { $0.key == "don-vi" }?.paragraphs == [
                "Đã gửi báo cáo: 2/3 đơn vị.", "Báo cáo kỳ khác nên không cộng vào bảng: Xã C (01/2025–12/2025).",
                "Chưa gửi: Xã B.",
            ])
    }

    @Test func `a share names whose it is, and nobody to count is no share of 0`() {
        var figures = SampleReports.figures
        figures.declared.append(
            .init(
                [.regularClubs], of: TargetScope(institutions: [.villageHouse]), have: 0, all: 0, proven: 0, silent: 0))
        let writing = ReportWriting(order: SampleReports.order, texts: SampleReports.texts, figures: figures)
        let rows = writing.document.sections.first { $0.key == "khai-bao" }?.table?.rows

        #expect(
            rows == [
                ["1", "Tủ sách dùng chung và không gian đọc sách (cơ quan)", "3", "4", "75", "1"],
                [
                    "2",
                    "Lớp năng khiếu, câu lạc bộ, nhóm sở thích tổ chức thường xuyên (nhà văn hóa thôn)", "–", "0",
                    "chưa có số liệu", "–",
                ],
            ])
    }

    @Test func `what was not sent by anybody has no sum`() {
        let units = ReportUnits(
            [], of: SampleReports.months, missing: ["Xã B"], own: SampleReports.figures.lines)

        #expect(units.lines[0].units == nil)
        #expect(units.lines[0].difference == nil)
    }

    @Test(arguments: [
        (8.33, "tăng 8,3\u{A0}%"), (-4, "giảm 4\u{A0}%"), (0.04, "không đổi"), (-0.04, "không đổi"),
        (1_234.56, "tăng 1.234,6\u{A0}%"),
    ])
    func `a change is said in words`(percent: Double, said: String) {
        #expect(ReportWords.change(percent) == said)
    }

    @Test func `a report over several years compares the same months of each, and never all of them with others`() {
        let long = ReportOrder(node: .library, kind: .midTerm, months: Month(2023, 1)!...Month(2025, 11)!)
        let whole = ReportOrder(node: .library, kind: .final, months: Month(2022, 11)!...Month(2024, 10)!)
        let year = SampleReports.order

        #expect(long.monthsBefore == nil && long.lookedAt == Month(2022, 1)!...Month(2025, 11)!)
        #expect(
            long.years == [
                Month(2023, 1)!...Month(2023, 11)!, Month(2024, 1)!...Month(2024, 11)!,
                Month(2025, 1)!...Month(2025, 11)!,
            ])
        #expect(whole.years == [Month(2022, 11)!...Month(2023, 10)!, Month(2023, 11)!...Month(2024, 10)!])
        #expect(year.years == [year.months] && year.monthsBefore == year.months.earlier(byYears: 1))
    }

    @Test func `the figures of several years stand year by year below their sum`() {
        var order = SampleReports.order
        order.months = Month(2023, 1)!...Month(2025, 11)!
        var figures = SampleReports.figures
        let line = { (now: Int, before: Int?, growth: Double?) in
            ReportFigures.Line(
                .visit, definition: 1, now: .init(value: now, known: 11, expected: 11),
                before: .init(value: before, known: before == nil ? 0 : 11, expected: 11),
                matched: growth.map { .init(points: 1, now: now, before: before ?? 0, growth: $0) })
        }
        figures.lines = [line(3_500, nil, nil)]
        figures.years = zip(order.years, [(1_000, nil, nil), (1_080, 1_000, 8), (1_166, 1_080, 7.96)]).map {
            ReportFigures.Year($0, lines: [line($1.0, $1.1, $1.2)])
        }
        figures.growth = [
            .init(
                [.visit, .virtualVisit], of: TargetScope(points: [.school]),
                years: zip(order.years, [(nil, nil, nil), (1_080, 1_000, 8), (1_166, 1_080, 7.963)]).map {
                    .init($0, now: $1.0, before: $1.1, growth: $1.2, absence: $1.2 == nil ? .nothingMatched : nil)
                })
        ]
        let document = ReportWriting(order: order, texts: SampleReports.texts, figures: figures).document
        let table = { (key: String) in document.sections.first { $0.key == key }?.table }

        #expect(
            table("so-lieu")?.rows.map { Array($0.prefix(5)) } == [
                ["1", "Lượt người đến thư viện", "3.500", "–", "–"],
                ["", "– năm 2023 (01/2023–11/2023)", "1.000", "chưa có số liệu", "–"],
                ["", "– năm 2024 (01/2024–11/2024)", "1.080", "1.000", "tăng 8\u{A0}%"],
                ["", "– năm 2025 (01/2025–11/2025)", "1.166", "1.080", "tăng 7,96\u{A0}%"],
            ])
        #expect(
            table("tung-nam")?.rows == [
                ["Năm 2023 (01/2023–11/2023)", "–", "–", "–", "–", "không điểm nào có số liệu so được ở cả hai bên"],
                ["Năm 2024 (01/2024–11/2024)", "1.080", "1.000", "1.080", "1.100", "tăng 8\u{A0}%"],
                ["Năm 2025 (01/2025–11/2025)", "1.166", "1.080", "1.167", "1.188", "tăng 7,96\u{A0}%"],
            ])
        #expect(
            table("tung-nam")?.columns.map(\.heading) == [
                "Năm (các tháng)", "Thực hiện (phần so được)", "Cùng tháng năm trước", "Mức 8\u{A0}%", "Mức 10\u{A0}%",
                "Tăng, giảm",
            ])
        #expect(
            document.sections.first { $0.key == "tung-nam" }?.paragraphs.first
                == "Tính: Lượt người đến thư viện, lượt truy cập trực tuyến (thư viện trường).")
        #expect(table("so-lieu")?.columns.map(\.heading).contains("Cùng tháng năm trước") == true)
        #expect(document.sections[0].paragraphs[0].contains("từng năm tính các tháng 01–11"))
        #expect((try? ReportFigures(bytes: figures.bytes)) == figures)
        var report = SampleReports.report()
        (report.order, report.figures) = (order, figures)
        let annex = ReportAnnex.sheets(of: report)
        #expect(annex[0].rows.count == 4)
        #expect(annex[2].rows.last?.map(\.text).suffix(5) == ["1166", "1080", "1167", "1188", "tăng 7,96\u{A0}%"])
    }

    @Test func `several growths stand each below its name, and what nobody counts has no table`() {
        var figures = SampleReports.figures
        #expect(!document.sections.contains { $0.key == "tung-nam" })
        let year = ReportFigures.GrowthYear(SampleReports.months, now: 12, before: 10, growth: 20)
        figures.growth = [
            .init([.visit], of: TargetScope(), years: [year]), .init([.event], of: TargetScope(), years: [year]),
        ]

        let written = ReportWriting(order: SampleReports.order, texts: SampleReports.texts, figures: figures).document
        let rows = written.sections.first { $0.key == "tung-nam" }?.table?.rows

        #expect(
            rows?.map { $0[0] } == [
                "Lượt người đến thư viện", "Năm 2026 (11/2025–10/2026)", "Số hoạt động đã tổ chức",
                "Năm 2026 (11/2025–10/2026)",
            ])
        #expect(rows?[1].dropFirst() == ["12", "10", "11", "11", "tăng 20\u{A0}%"])
        #expect(rows?[0].dropFirst() == ["", "", "", "", ""])
    }

    @Test(arguments: [(7.96, "7,96"), (8, "8"), (8.04, "8,04"), (9.999, "9,999"), (12.34, "12,3"), (-8.04, "8")])
    func `a change never looks like a line that it is not on`(percent: Double, printed: String) {
        #expect(ReportWords.change(percent) == "\(percent < 0 ? "giảm" : "tăng") \(printed)\u{A0}%")
    }

    // MARK: Bytes

    @Test func `document and figures come back out of their bytes`() throws {
        #expect(try ReportDocument(bytes: document.bytes) == document)
        #expect(try ReportFigures(bytes: SampleReports.figures.bytes) == SampleReports.figures)
        #expect(document.bytes == document.bytes)
    }

    @Test func `damaged bytes are told, and end nothing`() {
        let bytes = SampleReports.figures.bytes
        for place in stride(from: 0, to: bytes.count, by: 3) {
            var mutant = bytes
            mutant[place] ^= 0x5A
            _ = try? ReportFigures(bytes: mutant)
            _ = try? ReportFigures(bytes: Array(bytes[..<place]))
        }
        #expect(throws: WireError.self) { _ = try ReportDocument(bytes: []) }
    }

    // MARK: The annex

    @Test func `the annex has a row for each point and month, with where its figures come from`() {
        let sheet = ReportAnnex.sheets(of: SampleReports.report())[1]

        #expect(sheet.rows.count == 24)
        #expect(
            sheet.rows[0].map(\.text) == [
                "Tân Lập", "Thư viện trường", "11/2025", "100", "34", "", "hệ thống, sổ giấy", "90",
            ])
        #expect(sheet.rows[12].map(\.text) == ["Tân Lập", "Góc lớp", "11/2025", "", "", "", "", ""])
    }
}

/// The three states of a report.
@Suite struct ReportRuleTests {
    let after = Day(2026, 11, 5)!

    @Test func `who wrote a report may not check it where somebody else could`() throws {
        let report = SampleReports.report()

        #expect(throws: ReportRefusal.checkerWrote) {
            try ReportRules.checking(report, by: AccountID(1), people: 2, on: after)
        }
        try ReportRules.checking(report, by: AccountID(2), people: 2, on: after)
        try ReportRules.checking(report, by: AccountID(1), people: 1, on: after)
    }

    @Test func `a report about months that are not over is neither checked nor sent`() {
        #expect(throws: ReportRefusal.periodOpen) {
            try ReportRules.checking(SampleReports.report(), by: AccountID(2), people: 1, on: Day(2026, 10, 31)!)
        }
        #expect(throws: ReportRefusal.periodOpen) {
            try ReportRules.sending(SampleReports.report(.checked), on: Day(2026, 10, 31)!)
        }
    }

    @Test func `what a document lacks is told before it is frozen, and goes by hand when somebody says so`() throws {
        var report = SampleReports.report(.checked)
        #expect(report.gaps == [.number])
        report.texts.addressee = ""
        #expect(report.gaps == [.number, .addressee])

        #expect(throws: ReportRefusal.gapsOpen) { try ReportRules.freezing(report, byHand: false) }
        try ReportRules.freezing(report, byHand: true)
        (report.texts.number, report.texts.addressee) = ("12", "Sở")
        try ReportRules.freezing(report, byHand: false)
    }

    @Test func `each step follows the one before`() throws {
        #expect(throws: ReportRefusal.stateWrong) { try ReportRules.sending(SampleReports.report(), on: after) }
        #expect(throws: ReportRefusal.stateWrong) { try ReportRules.editing(SampleReports.report(.checked)) }
        #expect(throws: ReportRefusal.stateWrong) { try ReportRules.reopening(SampleReports.report(.sent)) }
        #expect(throws: ReportRefusal.stateWrong) { try ReportRules.correcting(SampleReports.report()) }
        try ReportRules.sending(SampleReports.report(.checked), on: after)
        try ReportRules.correcting(SampleReports.report(.sent))
    }

    @Test func `days to the last good day are counted by the calendar`() {
        #expect(SampleReports.duty.daysLeft(on: Day(2026, 11, 6)!) == 3)
        #expect(SampleReports.duty.daysLeft(on: Day(2026, 11, 9)!) == 0)
        #expect(SampleReports.duty.daysLeft(on: Day(2026, 11, 12)!) == -3)
    }
}
