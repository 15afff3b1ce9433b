import Library

/// Reports of the tests.
enum SampleReports {
    static let months = Month(2025, 11)!...Month(2026, 10)!
    static let duty = ReportedDuty(
        id: DutyID(plan: PlanID("dak-ha-2023")!, code: "nam"), year: 2026,
        plan: "Kế hoạch Đẩy mạnh các hoạt động phục vụ học tập suốt đời", lastGoodDay: Day(2026, 11, 9))
    static let order = ReportOrder(
        node: .servicePoint(ServicePointID(4)), kind: .annual, months: months, duty: duty)

    static var texts: ReportTexts {
        var texts = ReportTexts()
        (texts.superior, texts.body, texts.symbol) = ("Trường Tiểu học Tân Lập", "Thư viện trường", "BC-TV")
        (texts.place, texts.day) = ("Tân Lập", Day(2026, 11, 5))
        texts.addressee = "Ủy ban nhân dân xã"
        texts.overview = "Năm học đầy đủ.\nSách đã về."
        texts.difficulties = "Thiếu <sách> & báo."
        texts.recipients = "- Như trên;\n- Lưu: VT."
        (texts.position, texts.signer) = ("Hiệu trưởng", "Lê Thị An")
        return texts
    }

    static var figures: ReportFigures {
        var figures = ReportFigures(
            takenAt: Moment(milliseconds: 1_793_000_000_000), place: "Thư viện trường")
        figures.lines = [
            ReportFigures.Line(
                .visit, definition: 1, now: .init(value: 1_300, known: 24, expected: 24),
                before: .init(value: 1_200, known: 24, expected: 24),
                matched: .init(points: 2, now: 1_300, before: 1_200, growth: 100.0 / 12)),
            ReportFigures.Line(
                .loan, definition: 1, now: .init(value: 410, known: 20, expected: 24),
                before: .init(value: nil, known: 0, expected: 24), matched: nil),
            ReportFigures.Line(
                .virtualVisit, definition: 2, now: .init(value: 9, known: 24, expected: 24),
                before: .init(value: 5, known: 24, expected: 24),
                matched: nil, breaks: [.definition]),
        ]
        figures.targets = [.init(name: "Lượt sử dụng", wanted: "8 %/năm", result: "8,3 %", verdict: .met)]
        figures.activities = [
            .init(.readingFestival, number: 2, uncounted: 0, people: 317),
            .init(.club, number: 3, uncounted: 3, people: 0),
        ]
        figures.rotation.trips = 2
        figures.declared = [
            .init(
                [.sharedShelf, .readingSpace], of: TargetScope(institutions: [.agency]), have: 3, all: 4, proven: 1,
                silent: 1)
        ]
        figures.points = [
            ReportFigures.Point(
                id: ServicePointID(4), name: "Thư viện trường", unit: "Tân Lập",
                months: months.each.map { _ in
                    .init(values: [100, 34, nil], origins: [.system, .tally], completeness: 90)
                }),
            ReportFigures.Point(
                id: ServicePointID(5), name: "Góc lớp", unit: "Tân Lập",
                months: months.each.map { _ in .init(values: [nil, nil, nil], origins: [], completeness: nil) }),
        ]
        figures.units = ReportUnits(
            sent: ["Xã A"], apart: [.init("Xã C", Month(2025, 1)!...Month(2025, 12)!)], missing: ["Xã B"],
            lines: [.init(.visit, units: 900, own: 1_300)])
        return figures
    }

    static func report(
        _ state: ReportState = .draft, writtenBy account: AccountID = AccountID(1), months: ClosedRange<Month> = months
    ) -> Report {
        var order = order
        order.months = months
        let step = ReportStep(account: account, name: "Người lập", at: Moment(milliseconds: 0))
        return Report(
            id: ReportID(7), order: order, state: state, texts: texts, figures: figures, edition: 3, written: step)
    }
}
