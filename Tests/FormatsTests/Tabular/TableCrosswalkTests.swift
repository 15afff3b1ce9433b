import Formats
import Library
import Testing

/// One column, one cell, what it becomes.
@Suite struct TableCrosswalkTests {
    private func row(_ cells: [(String, String)], lists: CodeLists = .builtIn) throws -> (
        BibFacts, RecordPatch, [Diagnostic]
    ) {
        let quoted = { (text: String) in "\"" + text.replacing("\"", with: "\"\"") + "\"" }
        let all = [("Nhan đề", "Nhan đề")] + cells
        let text =
            all.map { quoted($0.0) }.joined(separator: ",") + "\n" + all.map { quoted($0.1) }.joined(separator: ",")
            + "\n"
        let taken = Taken(CSVReader(lists: lists), text: text)
        let patch = try #require(taken.records.first)
        return (patch.facts, patch, taken.warnings)
    }

    @Test(arguments: [
        ("Tác giả", "Nguyễn Du; Kim Thánh Thán", ["Nguyễn Du", "Kim Thánh Thán"]),
        ("Tác giả", "Nguyễn Du|Kim Thánh Thán", ["Nguyễn Du", "Kim Thánh Thán"]),
        ("Tác giả", "Tô Hoài, Nam Cao", ["Tô Hoài", "Nam Cao"]), ("Tác giả", "Austen, Jane", ["Jane Austen"]),
        ("Tác giả", "Austen, Jane, 1775-1817", ["Jane Austen"]), ("Tác giả", "Nguyễn Du (1765-1820)", ["Nguyễn Du"]),
        ("authors", "J.K. Rowling, Mary GrandPré", ["J.K. Rowling", "Mary GrandPré"]),
        ("authors", "Homer, Robert Fagles, Bernard Knox", ["Homer", "Robert Fagles", "Bernard Knox"]),
        ("authors", "Kurt Vonnegut Jr., Ann Lee", ["Kurt Vonnegut Jr.", "Ann Lee"]),
        ("authors", "Martin Luther King, Jr.", ["Martin Luther King, Jr."]),
        ("Tác giả", "Hoài Thanh và Hoài Chân", ["Hoài Thanh", "Hoài Chân"]),
    ])
    func `several persons in one cell are told apart`(heading: String, cell: String, names: [String]) throws {
        #expect(try row([(heading, cell)]).0.creators.map(\.name) == names)
    }

    @Test func `heading and words in brackets say the role`() throws {
        let facts = try row([("Tác giả", "Nguyễn Du; Đào Duy Anh (dịch)"), ("Minh họa", "Nguyễn Tư Nghiêm")]).0

        #expect(
            facts.creators == [
                Creator("Nguyễn Du"), Creator("Đào Duy Anh", role: .translator),
                Creator("Nguyễn Tư Nghiêm", role: .illustrator),
            ])
    }

    @Test(arguments: [
        ("1941", 1941), ("1941.0", 1941), ("c1999", 1999), ("12/03/2004", 2004), ("2004-05-12", 2004),
        ("[1936?]", 1936),
        ("1998-2003", 1998), ("20140512", 2014),
    ])
    func `a year is read from what people write`(cell: String, year: Int) throws {
        #expect(try row([("Năm xuất bản", cell)]).0.year == year)
    }

    @Test(arguments: ["-1750.0", "0101-01-01", "sắp xuất bản", "3000", "397.0"])
    func `what is no year is dropped with a warning`(cell: String) throws {
        let (facts, _, warnings) = try row([("Năm", cell)])

        #expect(facts.year == nil)
        #expect(warnings.map(\.code) == [.valueInvalid])
        #expect(warnings.first?.position.field == "Năm")
    }

    @Test(arguments: [
        ("Lớp 4", [4]), ("4-5", [4, 5]), ("Khối 10", [10]), ("10, 11", [10, 11]), ("Lớp 1 đến lớp 3", [1, 2, 3]),
        ("Tiểu học", [1, 2, 3, 4, 5]), ("THCS", [6, 7, 8, 9]), ("cấp 3", [10, 11, 12]), ("6A", [6]), ("4.0", [4]),
        ("13", []),
    ])
    func `grades are read from what people write`(cell: String, grades: [Int]) throws {
        #expect(try row([("Lớp", cell)]).0.audience.grades == grades)
    }

    @Test(arguments: [
        ("978-604-1-23456-7", "9786041234567"), ("9786041234567.0", "9786041234567"), ("0439554934", "9780439554930"),
        ("439554934", "9780439554930"), ("7173040", "9780007173044"), ("043965548X", "9780439655484"),
        ("9.78043955493e+12", "9780439554930"), ("9,78043955493E+12", "9780439554930"),
        ("=\"9786041234567\"", "9786041234567"),
    ])
    func `an ISBN is made whole`(cell: String, isbn: String) throws {
        #expect(try row([("ISBN", cell)]).0.identifiers == [Identifier(.isbn, isbn)])
    }

    @Test func `a number that lost too many digits is told`() throws {
        let (facts, _, warnings) = try row([("ISBN", "9.78E+12")])

        #expect(facts.identifiers.isEmpty)
        #expect(warnings.map(\.code) == [.valueInvalid])
    }

    @Test func `ISBN-10 in one column decides a damaged ISBN-13 in the other`() throws {
        let (facts, _, warnings) = try row([("isbn", "61120081"), ("isbn13", "9.78006112008e+12")])

        #expect(facts.identifiers == [Identifier(.isbn, "9780061120084")])
        #expect(warnings.isEmpty)
    }

    @Test(arguments: [
        ("Tiếng Việt", ["vi"]), ("vie", ["vi"]), ("vi-VN", ["vi"]), ("Vietnamese", ["vi"]), ("eng", ["en"]),
        ("en-US", ["en"]),
        ("Anh; Pháp", ["en", "fr"]), ("Việt, Anh", ["vi", "en"]),
    ])
    func `language names and codes become ISO codes`(cell: String, codes: [String]) throws {
        #expect(try row([("Ngôn ngữ", cell)]).0.languages == codes)
    }

    @Test(arguments: [
        ("CC BY-SA 4.0", "CC-BY-SA-4.0"), ("CC-BY", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/3.0/vn/", "CC-BY-3.0"),
        ("Phạm vi công cộng", "PD"), ("CC0", "CC0-1.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("© 2020 NXB Kim Đồng. Giữ mọi quyền.", "ARR"), ("Xin phép tác giả", "other"),
        ("CC-BY-NC-ND-2.0", "CC-BY-NC-ND-2.0"),
        ("standby by 4.0", "other"),
    ])
    func `licences are recognised, and what is not stays closed`(cell: String, id: String) throws {
        let licence = try #require(try row([("Giấy phép", cell)]).0.licence)

        #expect(licence.id == id)
        if id == "other" || id == "ARR" { #expect(licence.defaultAccess == .closed) }
    }

    @Test(arguments: [
        ("Mở", AccessLevel.open), ("đọc tại chỗ", .onSite), ("Bạn đọc đăng ký", .registered), ("open", .open),
        ("closed", .closed),
        ("Nội bộ", .onSite),
    ])
    func `access is asked for in Vietnamese or English`(cell: String, level: AccessLevel) throws {
        #expect(try row([("Mức truy cập", cell)]).1.askedAccess == level)
    }

    @Test func `kinds, subjects, genres and class numbers`() throws {
        let (facts, patch, _) = try row([
            ("Loại tài liệu", "Sách giáo khoa"), ("Chủ đề", "Văn học; Criticism, Textual"),
            ("Từ khóa", "hài, trào phúng"),
            ("Thể loại", "Tiểu thuyết, Phóng sự"), ("Phân loại", "5.1"),
        ])

        #expect(facts.kind == .textbook)
        #expect(patch.sources[.kind] == .file)
        #expect(facts.subjects == ["Văn học", "Criticism, Textual", "hài", "trào phúng"])
        #expect(facts.genres == ["Tiểu thuyết", "Phóng sự"])
        #expect(facts.classifications == [Classification(.ddc, "005.1")])
    }

    @Test func `an unknown kind is kept as a genre and told`() throws {
        let (facts, _, warnings) = try row([("Loại", "Sách cứng")])

        #expect(facts.kind == .book)
        #expect(facts.genres == ["Sách cứng"])
        #expect(warnings.map(\.code) == [.valueInvalid])
    }

    @Test func `identifiers and links know their scheme`() throws {
        let facts = try row([
            ("Mã tài liệu", "urn:uuid:1012C97D-c342-4e79-b018-4a1076b29e93"), ("DOI", "10.1000/182"),
            ("ISSN", "02331047"),
            ("Liên kết", "www.thuvien.vn/sach"),
        ]).0

        #expect(
            Set(facts.identifiers) == [
                Identifier(.uuid, "1012c97d-c342-4e79-b018-4a1076b29e93"), Identifier(.doi, "10.1000/182"),
                Identifier(.issn, "0233-1047"),
            ])
        #expect(facts.links == [Link(url: "http://www.thuvien.vn/sach")])
    }

    @Test func `text comes out composed`() throws {
        let taken = Taken(CSVReader(), text: "Nhan đề,Năm\nVie\u{323}\u{302}t Nam,1990\n")

        #expect(Array(taken.titles[0].unicodeScalars) == Array("Việt Nam".unicodeScalars))
    }

    @Test(arguments: [
        ("Số đỏ", ["vi"]), ("Giáo trình tin học đại cương", ["vi"]), ("The old man and the sea in the evening", ["en"]),
        ("Candide", []),
    ])
    func `without a language column the title's words decide, where they do`(title: String, languages: [String]) throws
    {
        let patch = try #require(Taken(CSVReader(), text: "Nhan đề,Năm\n\(title),1990\n").records.first)

        #expect(patch.facts.languages == languages)
        #expect(patch.sources[.languages] == (languages.isEmpty ? nil : .guessed))
    }

    @Test func `a title in capitals is made readable, as a guess`() throws {
        let patch = try #require(Taken(CSVReader(), text: "Tên sách,Năm\nVIỆC LÀNG,1940\n").records.first)

        #expect(patch.facts.title == "Việc làng")
        #expect(patch.sources[.title] == .guessed)
    }
}
