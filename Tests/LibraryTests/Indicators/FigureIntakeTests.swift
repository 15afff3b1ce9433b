import Library
import Randomness
import Testing

/// Tables of past figures, as offices lay them out.
@Suite struct FigureIntakeTests {
    private static let points = [
        FigurePoint(
            id: ServicePointID(1), name: "Thư viện Trường Tiểu học Tân Lập", kind: .school,
            institutionName: "Trường Tiểu học Tân Lập", code: "66643401", unitName: "Tân Lập", isMain: true),
        FigurePoint(
            id: ServicePointID(2), name: "Góc lớp 4A", kind: .classCorner,
            institutionName: "Trường Tiểu học Tân Lập", code: "66643401", unitName: "Tân Lập", isMain: false),
        FigurePoint(
            id: ServicePointID(3), name: "Thư viện Trường THCS Ea Tu", kind: .school,
            institutionName: "Trường THCS Ea Tu", code: "66643502", unitName: "Ea Tu", isMain: true),
        FigurePoint(
            id: ServicePointID(4), name: "Thư viện xã Hòa Bình", kind: .commune, institutionName: "UBND xã Hòa Bình",
            code: nil, unitName: "Hòa Bình", isMain: true),
        FigurePoint(
            id: ServicePointID(5), name: "Tủ sách thôn 1", kind: .villageShelf, institutionName: "Thôn 1", code: nil,
            unitName: "Tân Lập", isMain: true),
        FigurePoint(
            id: ServicePointID(6), name: "Tủ sách thôn 1", kind: .villageShelf, institutionName: "Thôn 1 Ea Tu",
            code: nil, unitName: "Ea Tu", isMain: true),
    ]

    private func read(
        _ rows: [[String]], spans: [Int: [TableRow.Span]] = [:], sheet: String? = nil, point: Int64? = nil,
        indicator: Indicator? = nil, year: Int? = nil
    ) -> FigureIntake {
        let lines = rows.enumerated().map {
            TableRow(line: $0 + 1, sheet: sheet, cells: $1, spans: spans[$0] ?? [])
        }
        return FigureIntake(
            lines,
            setting: FigureIntake.Setting(
                points: Self.points, point: point.map { ServicePointID($0) }, indicator: indicator, year: year,
                today: Day(2026, 9, 21)!))
    }

    /// "1 loan 2023-01 = 120".
    private func told(_ intake: FigureIntake) -> [String] {
        intake.lines.map { line in
            let key = line.note.key
            guard case .point(let point) = key.place else { return "?" }
            return "\(point) \(key.indicator.rawValue) \(key.month) = \(line.note.value ?? -1)"
        }
    }

    private func faults(_ intake: FigureIntake) -> [String] {
        intake.refused.map { "\($0.cell) \($0.fault.rawValue)" }
    }

    @Test func `one row a point and month, with several indicators beside each other`() {
        let intake = read([
            ["BÁO CÁO THỐNG KÊ"],
            ["STT", "Mã trường", "Tên trường", "Tháng", "Năm", "Lượt bạn đọc", "Lượt mượn (lượt)", "Ghi chú"],
            ["1", "66643401", "Trường TH Tân Lập", "1", "2023", "1.234", "120", "đủ"],
            ["2", "66643401", "", "T2", "2023", "-", "130 lượt", ""],
            ["3", "", "Trường THCS Ea Tu", "tháng Giêng", "2023", "57", "8", ""],
            ["", "", "Tổng cộng", "", "", "1.291", "258", ""],
        ])

        #expect(
            told(intake) == [
                "1 visit 2023-01 = 1234", "1 loan 2023-01 = 120", "1 loan 2023-02 = 130", "3 visit 2023-01 = 57",
                "3 loan 2023-01 = 8",
            ])
        #expect(faults(intake).isEmpty)
        #expect(intake.sums == 1 && intake.silent == 1)
    }

    @Test func `points with twelve months beside them, under two rows of headings and a merged title`() {
        let months = (1...12).map { "T\($0)" }
        let intake = read(
            [
                ["Thống kê lượt mượn"], ["STT", "Đơn vị", "Năm 2023"], ["", ""] + months + ["Cộng"],
                ["1", "Trường Tiểu học Tân Lập"] + (1...12).map { String($0 * 10) } + ["780"],
                ["2", "Thư viện xã Hòa Bình"] + Array(repeating: "", count: 12) + ["0"],
                ["", "Cộng"] + (1...12).map { String($0 * 10) } + ["780"],
            ],
            spans: [
                0: [.init(columns: 0...14, text: "Thống kê lượt mượn")],
                1: [
                    .init(columns: 2...14, text: "Năm 2023"), .init(columns: 0...0, text: "STT"),
                    .init(columns: 1...1, text: "Đơn vị"),
                ],
                2: [.init(columns: 0...0, text: "STT"), .init(columns: 1...1, text: "Đơn vị")],
            ])

        #expect(intake.lines.count == 12)
        #expect(told(intake).first == "1 loan 2023-01 = 10" && told(intake).last == "1 loan 2023-12 = 120")
        #expect(faults(intake).isEmpty, "\(faults(intake))")
    }

    @Test func `an indicator divided over columns is taken from the one that adds up the others, else from none`() {
        let rows = { (parts: [String]) in
            [
                ["Tháng", "Lượt bạn đọc", "", "Lượt mượn"], [""] + parts + ["Sách"], ["1/2024", "10", "2", "5"],
                ["2/2024", "11", "", "6"],
            ]
        }
        let spans = [0: [TableRow.Span(columns: 1...2, text: "Lượt bạn đọc")]]

        for merged in [[:], spans] {
            let parts = read(rows(["Học sinh", "Giáo viên"]), spans: merged, point: 1)
            let whole = read(rows(["Tổng số", "Trong đó nữ"]), spans: merged, point: 1)
            #expect(told(parts) == ["1 loan 2024-01 = 5", "1 loan 2024-02 = 6"])
            #expect(faults(parts) == ["B3 column-divided", "C3 column-divided", "B4 column-divided"])
            #expect(
                told(whole) == [
                    "1 visit 2024-01 = 10", "1 loan 2024-01 = 5", "1 visit 2024-02 = 11", "1 loan 2024-02 = 6",
                ])
            #expect(faults(whole).isEmpty, "\(faults(whole))")
        }
        let data = read(
            [["Tháng", "Lượt bạn đọc", "Lượt mượn"], ["1/2024", "hỏng", "5"], ["2/2024", "6", "7"]], point: 1)
        #expect(told(data).count == 3 && faults(data) == ["B2 number-unread"])
    }

    @Test func `a column of numbers that nobody knows the meaning of is told once, and is in no figure`() {
        let intake = read(
            [
                ["Tháng", "Lượt bạn đọc", "", "Sĩ số", "Ghi chú", "Lượt mượn"],
                ["1/2024", "10", "2", "31", "7", "5"], ["2/2024", "11", "3", "31", "", "6", "99"],
                ["Cộng", "21", "5", "", "", "11"],
            ], point: 1)

        #expect(
            told(intake) == [
                "1 visit 2024-01 = 10", "1 loan 2024-01 = 5", "1 visit 2024-02 = 11", "1 loan 2024-02 = 6",
            ])
        #expect(faults(intake) == ["C2 column-unknown", "D2 column-unknown", "G3 column-unknown"])
    }

    @Test func `a school year has its autumn in one year and its spring in the next`() {
        let months = ["Tháng 9", "Tháng 10", "Tháng 12", "Tháng 1", "Tháng 5", "Tháng 8"]
        let rows = months.enumerated().map { [$1, String($0 + 1)] }

        let titled = read([["LƯỢT BẠN ĐỌC NĂM HỌC 2024 - 2025"], ["Tháng", "Lượt bạn đọc"]] + rows, point: 1)
        let dated = read(
            [["Năm học 2024-25"], ["Tân Lập, ngày 31 tháng 5 năm 2025"], ["Tháng", "Lượt bạn đọc"]] + rows, point: 1,
            year: 2026)
        let sheet = read([["Tháng", "Lượt bạn đọc"]] + rows, sheet: "2024-2025", point: 1)
        let column = read(
            [["Năm học", "Tháng", "Lượt bạn đọc"]] + rows.map { ["2024-2025"] + $0 }, point: 1)

        let spring = ["1 visit 2025-01 = 4", "1 visit 2025-05 = 5"]
        for intake in [titled, dated, sheet, column] {
            #expect(
                told(intake) == ["1 visit 2024-09 = 1", "1 visit 2024-10 = 2", "1 visit 2024-12 = 3"] + spring,
                "\(told(intake))")
            #expect(intake.refused.map(\.fault) == [.schoolYearMonth] && intake.sums == 0)
        }
    }

    @Test func `school years beside each other are groups of months, and no sums`() {
        let intake = read(
            [
                ["Tên trường", "Năm học 2023-2024", "", "Năm học 2024-2025", ""], ["", "T9", "T1", "T9", "T1"],
                ["Trường Tiểu học Tân Lập", "10", "20", "30", "40"],
            ],
            spans: [
                0: [
                    .init(columns: 1...2, text: "Năm học 2023-2024"), .init(columns: 3...4, text: "Năm học 2024-2025"),
                ]
            ], indicator: .loan)

        #expect(
            told(intake) == [
                "1 loan 2023-09 = 10", "1 loan 2024-01 = 20", "1 loan 2024-09 = 30", "1 loan 2025-01 = 40",
            ])
        #expect(faults(intake).isEmpty && intake.sums == 0)
    }

    @Test func `a table whose months go over into the next year under one year is asked about, cell by cell`() {
        let autumnFirst = [9, 10, 11, 12, 1, 2].map { ["Tháng \($0)", "5"] }
        let reversed = (1...12).reversed().map { ["Tháng \($0)", "5"] }
        let dated = [["12/2024", "5"], ["1/2025", "6"]]

        let turned = read([["Tháng", "Lượt mượn"]] + autumnFirst, point: 1, year: 2024)
        let columns = read(
            [["Tên trường", "T11", "T12", "T1"], ["Trường Tiểu học Tân Lập", "1", "2", "3"]], indicator: .loan,
            year: 2024)
        let sorted = ([1, 10, 11, 12] + (2...9)).map { ["Tháng \($0)", "5"] }

        // Neither year is taken in half.
        #expect(told(turned).isEmpty && faults(turned) == (2...7).map { "B\($0) year-turned" })
        #expect(told(columns).isEmpty && faults(columns) == ["B2", "C2", "D2"].map { "\($0) year-turned" })
        #expect(told(read([["Tháng", "Lượt mượn"]] + dated, point: 1, year: 2024)).count == 2)
        let back = read([["Tháng", "Lượt mượn"]] + reversed, point: 1, year: 2024)
        #expect(faults(back).isEmpty && told(back).count == 12, "from December down is one year")
        let words = read([["Tháng", "Lượt mượn"]] + sorted, point: 1, year: 2024)
        #expect(faults(words).isEmpty && told(words).count == 12, "sorted as words is one year")
    }

    @Test func `months that are plain numbers under a group, of two indicators`() {
        let numbers = ["1", "2", "3"]
        let intake = read(
            [
                ["Tên trường", "Lượt đến", "", "", "Lượt mượn", "", ""], [""] + numbers + numbers,
                ["Trường Tiểu học Tân Lập", "10", "20", "30", "1", "2", "3"],
            ],
            spans: [
                0: [.init(columns: 1...3, text: "Lượt đến"), .init(columns: 4...6, text: "Lượt mượn")]
            ], year: 2024)

        #expect(told(intake).count == 6 && told(intake).last == "1 loan 2024-03 = 3")
        let named = read(
            [
                ["Tên trường", "Lượt đến", "", "", "Lượt mượn", "", ""], [""] + ["T1", "T2", "T3", "T1", "T2", "T3"],
                ["Trường Tiểu học Tân Lập", "10", "20", "30", "1", "2", "3"],
            ],
            spans: [
                0: [.init(columns: 1...3, text: "Lượt đến"), .init(columns: 4...6, text: "Lượt mượn")]
            ], year: 2024)
        #expect(
            told(named) == [
                "1 visit 2024-01 = 10", "1 visit 2024-02 = 20", "1 visit 2024-03 = 30", "1 loan 2024-01 = 1",
                "1 loan 2024-02 = 2", "1 loan 2024-03 = 3",
            ])
    }

    @Test func `one point a sheet, its name and year above the table`() {
        let intake = read(
            [
                ["Đơn vị: Trường THCS Ea Tu"], ["Năm 2022"], ["Tháng", "Lượt đến", "Lượt mượn"],
                ["Tháng 1", "100", "20"], ["Tháng 2", "", "22"], ["Quý I", "300", "60"], ["Cả năm", "900", "99"],
            ], sheet: "Ea Tu")

        #expect(
            told(intake) == ["3 visit 2022-01 = 100", "3 loan 2022-01 = 20", "3 loan 2022-02 = 22"])
        #expect(faults(intake) == ["A6 quarter"])
    }

    @Test func `a point merged over its months holds for each of them`() {
        let intake = read(
            [
                ["Điểm", "Tháng", "Lượt mượn"], ["Thư viện xã Hòa Bình", "01/2023", "5"], ["", "02/2023", "6"],
                ["Trường THCS Ea Tu", "01/2023", "7"],
            ],
            spans: [
                1: [.init(columns: 0...0, text: "Thư viện xã Hòa Bình")],
                2: [.init(columns: 0...0, text: "Thư viện xã Hòa Bình")],
            ])

        #expect(told(intake) == ["4 loan 2023-01 = 5", "4 loan 2023-02 = 6", "3 loan 2023-01 = 7"])
    }

    @Test func `what cannot be taken is explained by its cell`() {
        let intake = read([
            ["Tên điểm", "Xã", "Tháng", "Lượt mượn", "Lượt đến"],
            ["Trường Không Có", "", "01/2023", "5", "6"],
            ["Tủ sách thôn 1", "", "01/2023", "5", ""],
            ["Tủ sách thôn 1", "Xã Ea Tu", "01/2023", "5", "nhiều"],
            ["Trường THCS Ea Tu", "", "12/2026", "5", "1.234,5"],
            ["Trường THCS Ea Tu", "", "tuần 2", "5", ""],
            ["Trường THCS Ea Tu", "", "02/2023", "-3", "8"],
            ["Trường THCS Ea Tu", "", "02/2023", "4", "8"],
            ["Trường THCS Ea Tu", "", "T3", "4", ""],
            ["Trường THCS Ea Tu", "", "Quý II", "4", ""],
        ])

        #expect(
            faults(intake) == [
                "A2 point-unknown", "A3 point-ambiguous", "E4 number-unread", "D5 month-to-come",
                "E5 number-fraction", "C6 month-unread", "D7 number-negative", "D9 year-missing", "C10 quarter",
                "E8 twice",
            ])
        #expect(told(intake) == ["6 loan 2023-01 = 5", "3 visit 2023-02 = 8", "3 loan 2023-02 = 4"])
    }

    @Test(arguments: [
        ("1.234,5", "C2 number-fraction"), ("nhiều", "C2 number-unread"), ("-5", "C2 number-negative"), ("-", nil),
        ("", nil), ("Lượt mượn", "C2 number-unread"),
    ])
    func `a first row of data that cannot be read is no second row of headings`(cell: String, fault: String?) {
        for code in ["TH01", "T1", "Q2", "Tháng 3"] {
            let intake = FigureIntake(
                [
                    ["Mã trường", "Tháng", "Lượt đến"], [code, "01/2021", cell], [code, "02/2021", "300"],
                    [code, "03/2021", "310"],
                ].enumerated().map { TableRow(line: $0 + 1, cells: $1) },
                setting: FigureIntake.Setting(
                    points: [
                        FigurePoint(
                            id: ServicePointID(9), name: "Thư viện trường", kind: .school, institutionName: "Trường",
                            code: code, unitName: "Ea Tu", isMain: true)
                    ], today: Day(2026, 9, 21)!))

            #expect(told(intake) == ["9 visit 2021-02 = 300", "9 visit 2021-03 = 310"], "\(code) \(cell)")
            #expect(faults(intake) == [fault].compactMap(\.self), "\(code) \(cell)")
        }
    }

    @Test func `a heading over several columns is a group, and its parts stand in the second row`() {
        let months = ["1", "2", "3"]
        let spanned = read(
            [
                ["STT", "Trường", "", "Tháng", "", ""], ["", "Mã", "Tên"] + months,
                ["1", "66643502", "Trường THCS Ea Tu", "10", "20", "30"],
            ],
            spans: [0: [.init(columns: 1...2, text: "Trường"), .init(columns: 3...5, text: "Tháng")]],
            indicator: .loan, year: 2024)
        let typed = read(
            [["Trường", "Tháng", "", ""], [""] + months, ["Trường THCS Ea Tu", "10", "20", "30"]], indicator: .loan,
            year: 2024)
        let contents = read([
            ["Tên trường", "Tháng", "Nội dung", ""], ["", "", "Lượt đến", "Lượt mượn"],
            ["Trường THCS Ea Tu", "01/2024", "10", "20"],
        ])

        #expect(told(spanned) == ["3 loan 2024-01 = 10", "3 loan 2024-02 = 20", "3 loan 2024-03 = 30"])
        #expect(told(typed) == told(spanned))
        #expect(told(contents) == ["3 visit 2024-01 = 10", "3 loan 2024-01 = 20"])
        #expect((faults(spanned) + faults(typed) + faults(contents)).isEmpty)
    }

    @Test func `beside months of the old reckoning nobody guesses which one is the first`() {
        let down = read(
            [
                ["Tháng", "Lượt mượn"], ["tháng Chạp 2019", "5"], ["tháng Một 2019", "6"], ["Tháng Hai năm 2019", "7"],
            ], point: 3)
        let across = read(
            [
                ["Tên trường", "Tháng Giêng năm 2019", "Tháng Một 2019", "Tháng Chạp 2019"],
                ["Trường THCS Ea Tu", "4", "6", "5"],
            ], indicator: .loan)
        let alone = read([["Tháng", "Lượt mượn"], ["tháng Một 2019", "6"]], point: 3)

        #expect(told(down) == ["3 loan 2019-12 = 5", "3 loan 2019-02 = 7"])
        #expect(faults(down) == ["A3 month-ambiguous"])
        #expect(told(across) == ["3 loan 2019-01 = 4", "3 loan 2019-12 = 5"])
        #expect(faults(across) == ["C2 month-ambiguous"])
        #expect(told(alone) == ["3 loan 2019-01 = 6"])
    }

    @Test func `a figure in a merged cell is nobody's`() {
        let intake = read(
            [
                ["Điểm", "Tháng", "Lượt mượn"], ["Trường THCS Ea Tu", "1/2023", "9"],
                ["Trường THCS Ea Tu", "2/2023", ""],
            ],
            spans: [
                1: [.init(columns: 2...2, text: "9")], 2: [.init(columns: 2...2, text: "9")],
            ])

        #expect(intake.lines.isEmpty)
        #expect(faults(intake) == ["C2 merged", "C3 merged"])
    }

    @Test func `a sheet without headings says so, and the form fills in what a table leaves out`() {
        #expect(faults(read([["abc", "def"], ["1", "2"]])) == ["A1 headings-missing"])
        #expect(faults(read([["Tháng", "Lượt mượn"], ["T1", "5"]], year: 2023)) == ["B2 point-missing"])
        #expect(told(read([["Tháng", "Lượt mượn"], ["T1", "5"]], point: 4, year: 2023)) == ["4 loan 2023-01 = 5"])
        let wide = [["Trường"] + (1...12).map { "Tháng \($0)" }, ["Trường THCS Ea Tu"] + (1...12).map { String($0) }]
        #expect(read(wide, year: 2023).lines.isEmpty)
        #expect(told(read(wide, indicator: .download, year: 2023)).last == "3 download 2023-12 = 12")
    }

    @Test func `what is there is compared, and what the system counted is refused`() {
        let intake = read([["Điểm", "Tháng", "Lượt mượn"]] + (1...4).map { ["Trường THCS Ea Tu", "\($0)/2023", "5"] })
        let entry = { (month: Int, value: Int?, origin: FigureOrigin) in
            FigureEntry(
                id: FigureEntryID(Int64(month)),
                key: FigureKey(.point(ServicePointID(3)), .loan, Month(2023, month)!, origin), value: value,
                at: Moment(milliseconds: 0))
        }

        let compared = intake.compared(
            with: [entry(1, 5, .imported), entry(2, 6, .imported), entry(3, 40, .system), entry(4, 1, .tally)])

        #expect(compared.lines.map(\.outcome) == [.unchanged, .corrected, .added])
        #expect(compared.lines[1].before == 6)
        #expect(faults(compared) == ["C4 counted-already"])
    }

    @Test func `whatever stands in a table, it is read without a trap`() {
        var random = SeededRandom(seed: 41)
        let pieces = [
            "", "T1", "Tháng 2", "Lượt mượn", "Điểm", "2023", "1.234,5", "Tổng", "Quý I", "=SUM(A1)", "-", "Năm 2023",
            "Trường THCS Ea Tu", "66643401", "tháng Một", "tháng Giêng", "99999999999999999999", "\u{0}", "🙂", "1/1/1",
        ]
        for _ in 0..<400 {
            let width = 1 + random.below(9)
            let rows = (0..<random.below(12)).map { _ in (0..<width).map { _ in random.pick(pieces) } }
            let spans = (0..<random.below(4)).map { _ in
                let first = random.below(8)
                return TableRow.Span(columns: first...(first + random.below(4)), text: random.pick(pieces))
            }
            let intake = read(rows, spans: random.once(in: 2) ? [random.below(5): spans] : [:], point: 3, year: 2023)
            #expect(Set(intake.lines.map(\.note.key)).count == intake.lines.count)
        }
    }
}
