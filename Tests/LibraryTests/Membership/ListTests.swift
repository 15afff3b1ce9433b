import Library
import Testing

@Suite struct ListTests {
    static let today = Day(2026, 9, 5)!
    static let setting = ClassList.Setting(today: today)

    @Test func `a class list is read under a school's letterhead, with any spelling of the headings`() throws {
        let list = ClassList(
            Self.rows([
                ["TRƯỜNG TIỂU HỌC TÂN LẬP"], ["Danh sách lớp 4A"],
                ["STT", "HỌ VÀ TÊN", "Lop", "Ngày sinh", "Phụ huynh đồng ý"],
                ["1", "  Nguyễn   Văn An", "4A", "1/2/2016", "x"], ["2", "H'Liên Niê", "4A", "", ""],
                ["", "", "", "", ""],
            ]), setting: Self.setting)

        #expect(list.rejected.isEmpty)
        #expect(list.lines.map(\.facts.name) == ["Nguyễn Văn An", "H'Liên Niê"])
        #expect(list.lines[0].facts.birthday == Day(2016, 2, 1))
        #expect(list.lines[0].facts.consentOn == Self.today)
        #expect(list.lines[0].row.line == 4)
    }

    @Test func `without a guardian's consent only what lending needs is kept`() throws {
        let list = ClassList(
            Self.rows([
                ["Họ tên", "Lớp", "Ngày sinh", "Điện thoại phụ huynh", "Đồng ý", "Số thẻ"],
                ["Lê Thị Bình", "4A", "3/4/2016", "0900 000 001", "không", "HS001"],
            ]), setting: Self.setting)

        let facts = try #require(list.lines.first?.facts)
        #expect(facts == PatronFacts(name: "Lê Thị Bình", category: .pupil, className: "4A", basis: .schoolDuty))
        #expect(list.lines[0].card?.text == "HS001")
    }

    @Test func `each faulty row says why, and its neighbours are taken`() {
        let list = ClassList(
            Self.rows([
                ["Họ tên", "Lớp", "Ngày sinh", "Đồng ý", "Số thẻ", "Đối tượng"],
                ["", "4A", "", "", "", ""], ["Trần An", "", "", "", "", ""],
                ["Trần Bảo", "4A", "31/2/2016", "", "", ""],
                ["Trần Chi", "4A", "1/1/2030", "", "", ""], ["Trần Dũng", "4A", "", "hỏi sau", "", ""],
                ["Trần Giang", "4A", "", "", "12", ""], ["Trần Hà", "4A", "", "", "123456789", ""],
                ["Trần Khoa", "4A", "", "", "", "khách"], ["Trần Lan", "4A", "", "", "", "Giáo viên"],
                ["Trần Minh", "4A", "", "", "", ""], ["TRẦN MINH", "4A", "", "", "", ""],
            ]), setting: Self.setting)

        #expect(list.lines.map(\.facts.name) == ["Trần Lan", "Trần Minh"])
        #expect(
            list.rejected.map(\.result) == [
                .rejected(.nameMissing), .rejected(.classMissing), .rejected(.dateInvalid), .rejected(.dateInvalid),
                .rejected(.consentUnclear), .rejected(.cardInvalid), .rejected(.cardInvalid),
                .rejected(.categoryUnknown), .rejected(.rowTwice),
            ])
        #expect(list.rejected.map(\.line) == [2, 3, 4, 5, 6, 7, 8, 9, 12])
    }

    @Test func `a table without the headings it needs is refused as a whole`() {
        let list = ClassList(Self.rows([["Nhan đề", "Tác giả"], ["Số đỏ", "Vũ Trọng Phụng"]]), setting: Self.setting)

        #expect(list.lines.isEmpty)
        #expect(list.rejected.map(\.result) == [.rejected(.headingsMissing)])
    }

    @Test func `family and given name in two columns are one name`() {
        let list = ClassList(
            Self.rows([["Họ đệm", "Tên", "Lớp"], ["Nguyễn Thị", "Hoa", "9B"]]), setting: Self.setting)

        #expect(list.lines.first?.facts.name == "Nguyễn Thị Hoa")
    }

    @Test func `a province's list names kinds and units in its own words`() {
        let list = InstitutionList(
            Self.rows([
                ["Tên đơn vị", "Loại", "Xã", "Tỉnh", "Mã", "Thư viện"],
                ["Trường Tiểu học Tân Lập", "Tiểu học", "xã Tân Lập", "Đắk Lắk", "66000101", "x"],
                ["Nhà máy gạch", "lò nung", "Tân Lập", "", "", ""], ["Không xã", "thcs", "", "", "", ""],
            ]), kinds: ["tieu hoc": .primarySchool, "thcs": .lowerSecondarySchool], points: ["x": .school])

        #expect(list.lines.map(\.kind) == [.primarySchool])
        #expect(list.lines.first?.point == .school)
        #expect(list.rejected.map(\.result) == [.rejected(.kindUnknown), .rejected(.unitUnknown)])
    }

    @Test func `a school's kind may have its "Trường", and a library may be none`() {
        let list = InstitutionList(
            Self.rows([
                ["Tên đơn vị", "Loại", "Xã", "Thư viện"], ["Trường THCS Ea Tu", "Trường THCS", "Ea Tu", "Không"],
                ["Trường THCS Tân Lập", "THCS", "Tân Lập", "có"], ["Trường THCS Cư Pui", "THCS", "Cư Pui", "to lắm"],
                ["Trường dạy nghề", "Trường nghề", "Ea Tu", "không"],
            ]), kinds: ["thcs": .lowerSecondarySchool], points: ["co": .school])

        #expect(list.lines.map(\.kind) == [.lowerSecondarySchool, .lowerSecondarySchool])
        #expect(list.lines.map(\.point) == [nil, .school])
        #expect(list.rejected.map(\.result) == [.rejected(.pointKindUnknown), .rejected(.kindUnknown)])
    }

    @Test func `classes move up a grade, and the last one leaves`() {
        #expect(SchoolYear.promoted("4A", lastGrade: 5) == "5A")
        #expect(SchoolYear.promoted("Lớp 9/2", lastGrade: 12) == "Lớp 10/2")
        #expect(SchoolYear.promoted("10 Toán", lastGrade: 12) == "11 Toán")
        #expect(SchoolYear.promoted("5A", lastGrade: 5) == nil)
        #expect(SchoolYear.promoted("Lá 1", lastGrade: 5) == nil)
        #expect(SchoolYear.promoted("Chồi", lastGrade: 5) == nil)
        #expect(SchoolYear.promoted("13A", lastGrade: 12) == nil)
        #expect(SchoolYear.outcome(of: "4A", lastGrade: 5) == .promoted(to: "5A"))
        #expect(SchoolYear.outcome(of: "5A", lastGrade: 5) == .leaves)
        #expect(SchoolYear.outcome(of: "Lá 1", lastGrade: 5) == .stays)
    }

    @Test func `opening days are read as people write them`() {
        #expect(OpeningDays("2-6")?.description == "23456")
        #expect(OpeningDays("2, 4, 6")?.description == "246")
        #expect(OpeningDays("78")?.description == "78")
        for wrong in ["1", "9", "6-2", "2-", "-2", "thứ hai"] { #expect(OpeningDays(wrong) == nil, "\(wrong)") }
    }

    static func rows(_ cells: [[String]]) -> [TableRow] {
        cells.enumerated().map { TableRow(line: $0 + 1, cells: $1) }
    }
}
