import Foundation
import Testing

/// Commands that take lists in, and what they say of rows they do not take.
@Suite(.enabled(if: Programs.areBuilt)) struct ListCommandTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func hoclieu(_ arguments: String..., locale: String = "C.UTF-8") throws -> Programs.Outcome {
        try Programs.run(["--data", scratch.data] + arguments, environment: ["LC_ALL": locale])
    }

    /// A small province, in the library's own folder so that it stands for the real one.
    private func load(_ units: String, _ successions: String = "", locale: String = "C.UTF-8") throws
        -> Programs.Outcome
    {
        try scratch.write("data/ingest/admin/units.tsv", units)
        try scratch.write("data/ingest/admin/units-until-2025-06.tsv", "# none\n")
        try scratch.write("data/ingest/admin/successions.tsv", successions)
        return try hoclieu("units", "load", locale: locale)
    }

    private static let units = """
        66\tĐắk Lắk\tprovince\t\t2025-07-01\t
        22100\tTân Lập\tcommune\t66\t2025-07-01\t

        """

    @Test func `a list of institutions tells each row it does not take, with what to do`() throws {
        #expect(try load(Self.units).code == 0)
        let list = try scratch.write(
            "ds.csv",
            """
            Tên,Loại,Xã
            Trường Tiểu học Tân Lập,Tiểu học,Tân Lập
            Trường Xa,Tiểu học,Xã Không Có
            ,Tiểu học,Tân Lập
            Trường Lạ,Phi thuyền,Tân Lập
            """)

        let taken = try hoclieu("institutions", "import", list)
        let english = try hoclieu("institutions", "import", list, locale: "en_GB.UTF-8")

        #expect(taken.code == 1)
        #expect(taken.output == "đã đọc 4: thêm 1, sửa 0, giữ nguyên 0, từ chối 3\n")
        #expect(taken.errors.contains("dòng 3\tunit-unknown: Không có đơn vị nào hiện nay mang tên hay mã này."))
        #expect(taken.errors.contains("dòng 4\tname-missing: Dòng không có tên cơ quan."))
        #expect(taken.errors.contains("dòng 5\tkind-unknown: Không có loại cơ quan nào gọi như vậy."))
        #expect(taken.errors.contains("Trường Xa | Tiểu học | Xã Không Có"))
        #expect(english.errors.contains("row 3\tunit-unknown: No unit of today has this name or code."))
    }

    @Test func `a class list says the sentences of its page`() throws {
        #expect(try load(Self.units).code == 0)
        let schools = try scratch.write("ds.csv", "Tên,Loại,Xã,Thư viện\nTrường Tân Lập,Tiểu học,Tân Lập,có\n")
        #expect(try hoclieu("institutions", "import", schools).code == 0)
        let list = try scratch.write(
            "lop.csv", "Họ tên,Lớp,Ngày sinh\nNguyễn Văn An,4A,5/9/2016\nLê Thị Bình,,\nTrần Cẩn,4A,39/9/2016\n")

        let taken = try hoclieu("patrons", "import", "--point", "1", list)
        let unreadable = try hoclieu(
            "patrons", "import", "--point", "1", scratch.write("hỏng.xlsx", "PK\u{3}\u{4}hỏng"))
        let headless = try hoclieu("patrons", "import", "--point", "1", scratch.write("x.csv", "a,b\n1,2\n"))

        #expect(taken.output == "đã đọc 3: thêm 1, sửa 0, giữ nguyên 0, từ chối 2\n", "\(taken.errors)")
        #expect(taken.errors.contains("dòng 3\tclass-missing: Học sinh thiếu lớp. Điền lớp.\t"))
        #expect(taken.errors.contains("dòng 4\tdate-invalid: Ngày không đúng. Viết như 5/9/2016.\t"))
        #expect(unreadable.code == 2 && unreadable.errors.contains("(chi tiết: "), "\(unreadable.errors)")
        #expect(headless.code == 2 && headless.errors.contains("Cần có cột họ tên và lớp"), "\(headless.errors)")
    }

    @Test func `lines of units that cannot be are told by file, line and what to write`() throws {
        let loaded = try load(
            Self.units + "22101\tHòa\tlàng\t66\t2025-07-01\t\n22102\tXa\tcommune\t99\t2025-07-01\t\n22103\tThiếu\n",
            "1\t22100\tcả\tNghị quyết\t\n1\t22100\twhole\tNghị quyết\t\n")

        #expect(loaded.code == 1)
        #expect(loaded.errors.contains("units.tsv:3\tkind-unknown: Không có loại đơn vị nào gọi như vậy."))
        #expect(loaded.errors.contains("units.tsv:4\tparent-unknown: Không có đơn vị cấp trên"))
        #expect(loaded.errors.contains("\t22102 Xa, 99\n"))
        #expect(loaded.errors.contains("units.tsv:5\tcell-count: Số ô không đúng"))
        #expect(loaded.errors.contains("successions.tsv:1\textent-invalid: Mức kế thừa không rõ."))
        #expect(loaded.errors.contains("successions.tsv:2\tlink-unknown: Một trong hai mã"))
        #expect(loaded.output == "2 đơn vị, 0 liên kết kế thừa; đổi 2 dòng\n")
    }
}
