import Library
import Randomness
import Testing

/// Which lines of a register are copies of one publication.
@Suite struct AccessionGroupsTests {
    /// Lines of "title | creator | year | isbn | volume".
    static func groups(_ texts: [String]) -> AccessionGroups {
        let rows = texts.enumerated().map { index, text in
            let cells = text.split(separator: "|", omittingEmptySubsequences: false).map {
                String($0.drop { $0 == " " })
            }
            return TableRow(line: index + 2, cells: [String(index + 1)] + cells)
        }
        let headings = TableRow(line: 1, cells: ["Số ĐKCB", "Tên sách", "Tác giả", "Năm XB", "ISBN", "Tập"])
        return AccessionGroups(AccessionRegister([headings] + rows).lines)
    }

    @Test func `copies of one book come together whatever the hand that wrote them`() {
        let found = Self.groups([
            "Dế Mèn phiêu lưu ký|Tô Hoài|2005", "DẾ MÈN PHIÊU LƯU KÍ|Tô Hoài|2005", "Số đỏ|Vũ Trọng Phụng|1988",
            "De men phieu luu ky|To Hoai|2005", "Harry Potter|J.K. Rowling|2001", "Harry Potter|Rowling J.K.|2001",
        ])

        #expect(found.groups.map(\.lines) == [[0, 1, 3], [2], [4, 5]])
        #expect(found.groups[0].reasons == [.first, .sameAll, .sameAll])
        #expect(found.groups.allSatisfy { $0.apart.isEmpty })
    }

    @Test(arguments: [
        ("Ngữ văn 6 tập 1", "Ngữ văn 6 tập 2"), ("Ngữ văn 6. T.1", "Ngữ văn 6. T.2"),
        ("Tam quốc tập I", "Tam quốc tập II"),
        ("Toán 6 Q1", "Toán 6 Q2"), ("Lịch sử phần một", "Lịch sử phần hai"),
    ])
    func `volumes of one title stay apart and say why`(first: String, second: String) {
        let found = Self.groups([first, second, first])

        #expect(found.groups.map(\.lines) == [[0, 2], [1]])
        #expect(found.groups.allSatisfy { $0.apart == [.volume] })
    }

    @Test func `a volume is known in the title or in a column of its own`() {
        let found = Self.groups([
            "Tam quốc|||", "Tam quốc||||1", "Tam quốc tập 01", "Tam quốc||||Tập I", "Tam quốc||||2",
        ])

        #expect(found.groups.map(\.lines) == [[0], [1, 2, 3], [4]])
    }

    @Test func `one ISBN joins what is spelled otherwise, two keep apart what looks alike`() {
        let found = Self.groups([
            "Số đỏ|Vũ Trọng Phụng|1988|9786041234567", "Số đỏ|V.T. Phụng|1989|978-604-1-23456-7",
            "Số đỏ|Vũ Trọng Phụng|1988|9786040000002", "Tắt đèn|Ngô Tất Tố|1988|9786041234567",
        ])

        #expect(found.groups.map(\.lines) == [[0, 1], [2], [3]])
        #expect(found.groups[0].reasons == [.first, .sameISBN])
        #expect(found.groups[0].apart.contains(.isbn))
        #expect(found.groups[2].apart == [])
    }

    @Test func `what a line leaves out is filled where it fits once, and asked about where it fits twice`() {
        let once = Self.groups(["Số đỏ||", "Số đỏ|Vũ Trọng Phụng|1988", "Số đỏ||1988"])
        let twice = Self.groups(["Số đỏ|Vũ Trọng Phụng|1988", "Số đỏ|Vũ Trọng Phụng|2005", "Số đỏ", "Số đỏ"])

        #expect(once.groups.map(\.lines) == [[0, 1, 2]])
        #expect(once.groups[0].reasons == [.first, .fitsOnlyHere, .fitsOnlyHere])
        #expect(twice.groups.map(\.lines) == [[0], [1], [2, 3]])
        #expect(twice.groups.map(\.apart) == [[.year], [.year], [.unclear]])
    }

    @Test func `two authors of one title are two records`() {
        let found = Self.groups(["Tuyển tập|Nam Cao|2000", "Tuyển tập|Tô Hoài|2000"])

        #expect(found.groups.map(\.apart) == [[.creator], [.creator]])
    }

    @Test func `every line stands in one group, and the order of the rows does not decide`() {
        var random = SeededRandom(seed: 5)
        for _ in 0..<60 {
            let texts = (0..<40).map { _ in
                let isbn = random.pick(["", "", "9786041234567", "9786040000002"])
                return
                    "\(random.pick(["Số đỏ", "SỐ ĐỎ", "Tắt đèn tập 1", "Tắt đèn tập 2"]))|\(random.pick(["", "Nam Cao", "Tô Hoài"]))|\(random.pick(["", "1988", "2005"]))|\(isbn)"
            }
            let found = Self.groups(texts)
            let turned = Self.groups(texts.reversed())

            #expect(found.groups.flatMap(\.lines).sorted() == Array(0..<40))
            #expect(found.groups.allSatisfy { $0.lines.count == $0.reasons.count && $0.reasons[0] == .first })
            #expect(found.groups.count == turned.groups.count)
        }
    }

    @Test func `a group makes a record of what its lines say`() {
        let rows = [
            ["Số ĐKCB", "Tên sách", "Tác giả", "Năm XB", "NXB", "Tập", "Môn loại"],
            ["1", "Tam quốc", "La Quán Trung", "", "Văn học", "1", "895.13"],
            ["2", "Tam quốc", "", "1999", "", "1", ""],
        ]
        let lines = AccessionRegisterTests.register(rows).lines
        let groups = AccessionGroups(lines).groups

        let facts = groups.first?.facts(of: lines)

        #expect(groups.count == 1)
        #expect(facts?.title == "Tam quốc. Tập 1")
        #expect(facts?.creators == [Creator("La Quán Trung")])
        #expect((facts?.year, facts?.publisher) == (1999, "Văn học"))
        #expect(facts?.classifications == [Classification(.ddc, "895.13")])
    }
}
