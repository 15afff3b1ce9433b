import Formats
import Library
import MadeFiles
import Testing

/// The crosswalk as a cataloguer would check it: fields in, facts out.
@Suite struct MARC21CrosswalkTests {
    private func facts(_ fields: [(String, String)], leader: String = "00000nam a2200000   4500") throws -> BibFacts {
        var record = MadeMARC().leader(leader)
        for (tag, content) in fields { record = record.field(tag, content) }
        if !fields.contains(where: { $0.0 == "245" || $0.0 == "880" }) { record = record.field("245", "10$aNhan đề") }
        let taken = Taken(ISO2709Reader(), bytes: record.bytes)
        return try #require(taken.records.first?.facts)
    }

    @Test(arguments: [
        ("10$aSố đỏ :$btiểu thuyết /$cVũ Trọng Phụng.", "Số đỏ", "tiểu thuyết"),
        ("10$aToán.$nTập 2,$pHình học /$cnhiều tác giả.", "Toán. Tập 2, Hình học", nil),
        ("10$aTuyển tập.$nTập 2.", "Tuyển tập. Tập 2", nil),
        ("10$aTruyện Kiều =$bThe tale of Kieu : a bilingual edition.", "Truyện Kiều", "a bilingual edition"),
        ("10$a[Thơ] /$cHồ Xuân Hương.", "Thơ", nil),
        ("10$aWhat is it? /$cJ. R. R.", "What is it?", nil),
        ("10$aLife of Samuel Johnson, LL.D.", "Life of Samuel Johnson, LL.D.", nil),
    ])
    func `title and subtitle lose the punctuation between them`(field: String, title: String, subtitle: String?) throws
    {
        let facts = try facts([("245", field)])

        #expect(facts.title == title)
        #expect(facts.subtitle == subtitle)
    }

    @Test func `a title after an equals sign is a parallel title`() throws {
        let facts = try facts([("245", "10$aTruyện Kiều =$bThe tale of Kieu.")])

        #expect(facts.subtitle == nil)
        #expect(facts.otherTitles == [OtherTitle(.parallel, "The tale of Kieu")])
    }

    @Test func `other titles know their kind`() throws {
        let facts = try facts([
            ("240", "10$aHamlet.$lTiếng Việt"), ("246", "31$aThe tale"), ("246", "3 $aĐoạn trường tân thanh"),
        ])

        #expect(
            facts.otherTitles == [
                OtherTitle(.uniform, "Hamlet. Tiếng Việt"), OtherTitle(.parallel, "The tale"),
                OtherTitle(.variant, "Đoạn trường tân thanh"),
            ])
    }

    @Test(arguments: [
        ("100", "1 $aAusten, Jane,$d1775-1817.", Creator("Jane Austen", filedAs: "Austen, Jane")),
        ("100", "0 $aNguyễn Du,$d1765-1820,$etác giả.", Creator("Nguyễn Du")),
        ("100", "1 $aNguyễn, Du,$d1765-1820.", Creator("Nguyễn Du", filedAs: "Nguyễn, Du")),
        ("700", "1 $aĐào, Duy Anh,$edịch.", Creator("Đào Duy Anh", role: .translator, filedAs: "Đào, Duy Anh")),
        ("700", "1 $aGrandPré, Mary,$4ill", Creator("Mary GrandPré", role: .illustrator, filedAs: "GrandPré, Mary")),
        ("700", "1 $aPratt, Ann,$ejoint author.", Creator("Ann Pratt", role: .contributor, filedAs: "Pratt, Ann")),
        ("100", "0 $aJohn Paul$bII,$cPope,$d1920-2005.", Creator("John Paul II")),
        ("110", "1 $aViệt Nam.$bBộ Giáo dục và Đào tạo.", Creator("Việt Nam. Bộ Giáo dục và Đào tạo", isBody: true)),
        (
            "711", "2 $aHội nghị Thư viện$n(5 :$d2019 :$cHuế)",
            Creator("Hội nghị Thư viện (5 2019 Huế)", role: .contributor, isBody: true)
        ),
    ])
    func `a name is displayed without dates, in its own order, with its role`(
        tag: String, field: String, creator: Creator
    ) throws {
        #expect(try facts([(tag, field)]).creators == [creator])
    }

    @Test func `printers and owners made nothing, and an entry for another work is none of this one`() throws {
        let facts = try facts([
            ("700", "1 $aNguyễn, Văn In,$4prt"), ("700", "12$aShakespeare, William.$tHamlet."),
            ("700", "1 $aTô, Hoài,$4aut"),
        ])

        #expect(facts.creators.map(\.name) == ["Tô Hoài"])
    }

    @Test func `without a name entry the statement of responsibility is read, as a guess`() throws {
        let record = MadeMARC().field("245", "00$aTruyện Kiều /$cNguyễn Du ; Đào Duy Anh hiệu đính.")

        let patch = try #require(Taken(ISO2709Reader(), bytes: record.bytes).records.first)

        #expect(patch.facts.creators == [Creator("Nguyễn Du"), Creator("Đào Duy Anh", role: .editor)])
        #expect(patch.sources[.creators] == .guessed)
        #expect(patch.sources[.title] == .marc)
    }

    @Test(arguments: [
        ("890831s1990    inu      b   s00110 eng  ", "1988", 1990),
        ("890831s19uu    inu      b   s00110 eng  ", "[1988]", 1988),
        ("890831n        inu      b   s00110 eng  ", "c1988.", 1988),
        ("890831c19999999inu      b   s00110 eng  ", "", 1999),
        ("890831s0101    inu      b   s00110 eng  ", "", nil), ("890831s9999    inu      b   s00110 eng  ", "", nil),
    ])
    func `the year is the first date of 008, else that of 260`(fixed: String, imprint: String, year: Int?) throws {
        #expect(try facts([("008", fixed), ("260", "  $aH. :$bVăn học,$c\(imprint)")]).year == year)
    }

    @Test func `264 of publication stands before manufacture and copyright`() throws {
        let facts = try facts([
            ("264", " 3$aĐà Nẵng :$bNhà in,$c2001"), ("264", " 1$aHà Nội :$bKim Đồng,$c[2000]"), ("264", " 4$c©1999"),
        ])

        #expect(facts.place == "Hà Nội")
        #expect(facts.publisher == "Kim Đồng")
        #expect(facts.year == 2000)
    }

    @Test func `languages become ISO 639 codes, the main one first`() throws {
        let facts = try facts([("008", "890831s1990    vm       b   s00110 vie  "), ("041", "1 $aviefre$aeng$hchi")])

        #expect(facts.languages == ["vi", "fr", "en"])
    }

    @Test func `numbers are checked`() throws {
        let record = MadeMARC().field("010", "  $a   78011026 //r83").field("020", "  $a0253325528 (alk. paper)")
            .field("020", "  $a0253325520").field("022", "  $a0233-1047").field("024", "7 $a10.1000/182$2doi")
            .field("024", "3 $a9783110410310").field("035", "  $a(OCoLC)20854397").field("245", "10$aSố")

        let taken = Taken(ISO2709Reader(), bytes: record.bytes)

        #expect(
            taken.records.first?.facts.identifiers == [
                Identifier(.lccn, "78011026"), Identifier(.isbn, "9780253325525"), Identifier(.local, "0253325520"),
                Identifier(.issn, "0233-1047"), Identifier(.doi, "10.1000/182"), Identifier(.isbn, "9783110410310"),
                Identifier(.local, "(OCoLC)20854397"),
            ])
        #expect(taken.warnings.map(\.code) == [.valueInvalid])
        #expect(taken.warnings.first?.position.field == "020")
    }

    @Test func `class numbers know their scheme`() throws {
        let facts = try facts([
            ("050", "00$aE185.86$b.G38 1990"), ("080", "  $a624.01"), ("082", "00$a973/.0496073$220"),
            ("084", "  $a38.1я73$2rubbkm"),
            ("084", "  $aV21$2vie"),
        ])

        #expect(
            facts.classifications == [
                Classification(.lcc, "E185.86"), Classification(.udc, "624.01"), Classification(.ddc, "973.0496073"),
                Classification(.bbk, "38.1я73"), Classification(.local, "V21"),
            ])
    }

    @Test func `subjects are joined with their subdivisions, genres stand apart`() throws {
        let facts = try facts([
            ("600", "10$aBruce, Blanche Kelso,$d1841-1898."), ("650", " 0$aAfrican Americans$xHistory$y19th century."),
            ("651", " 0$aHuế (Việt Nam)$vTruyện."), ("653", "  $aLịch sử$aĐịa lí"), ("653", "  $a(BISAC)LAN006000"),
            ("655", " 7$aTiểu thuyết.$2thub"), ("650", " 7$aAfrican Americans$xHistory$y19th century$2fast"),
        ])

        #expect(
            facts.subjects == [
                "Blanche Kelso Bruce", "African Americans -- History -- 19th century", "Huế (Việt Nam) -- Truyện",
                "Lịch sử", "Địa lí",
            ])
        #expect(facts.genres == ["Tiểu thuyết"])
    }

    @Test func `series are told once, with their number`() throws {
        let facts = try facts([
            ("490", "1 $aTủ sách Vàng ;$vtập 12"), ("830", " 0$aTủ sách vàng ;$v12."), ("440", " 0$aVăn học"),
        ])

        #expect(facts.series == [SeriesPart("Tủ sách Vàng", number: "tập 12"), SeriesPart("Văn học")])
    }

    @Test func `notes, description and extent`() throws {
        let facts = try facts([
            ("250", "  $aTái bản lần 2."), ("300", "  $a321 tr. :$bminh họa ;$c21 cm."), ("500", "  $aIn lần đầu."),
            ("505", "0 $aChương 1 -- Chương 2"), ("520", "  $aCuộc đời Xuân Tóc Đỏ."), ("546", "  $aTiếng Việt"),
        ])

        #expect(facts.extent == "321 tr. : minh họa ; 21 cm.")
        #expect(facts.description == "Cuộc đời Xuân Tóc Đỏ.")
        #expect(facts.notes == ["Tái bản lần 2.", "In lần đầu.", "Chương 1 -- Chương 2", "Tiếng Việt"])
    }

    @Test func `grades come from 521, else from 008`() throws {
        let coded = "890831s1990    vm       b   s00110 vie  "
        let forPrimary = String(coded.prefix(22)) + "b" + coded.dropFirst(23)

        #expect(try facts([("521", "2 $a4-5")]).audience.grades == [4, 5])
        #expect(try facts([("521", "  $aDành cho học sinh lớp 7")]).audience.grades == [7])
        #expect(try facts([("521", "  $aDành cho 300 nhà giáo")]).audience.grades == [])
        #expect(try facts([("008", forPrimary)]).audience.grades == [1, 2, 3])
        #expect(try facts([("008", forPrimary), ("521", "2 $a9")]).audience.grades == [9])
    }

    @Test func `a licence is recognised by address or words, others stay closed`() throws {
        #expect(
            try facts([("540", "  $aGhi công tác giả$uhttps://creativecommons.org/licenses/by-sa/4.0/")]).licence
                == LicenceStatement(id: "CC-BY-SA-4.0", statement: "Ghi công tác giả"))
        #expect(try facts([("540", "  $aThuộc phạm vi công cộng")]).licence?.id == "PD")
        let other = try #require(try facts([("540", "  $aHỏi thư viện trước khi dùng")]).licence)
        #expect(other.id == "other")
        #expect(other.defaultAccess == .closed)
        #expect(try facts([("506", "  $aChỉ đọc tại chỗ")]).licence == nil)
    }

    @Test func `links are only what a browser may follow`() throws {
        let facts = try facts([("856", "40$uhttps://thuvien.vn/1$zĐọc toàn văn"), ("856", "40$ujavascript:alert(1)")])

        #expect(facts.links == [Link(url: "https://thuvien.vn/1", label: "Đọc toàn văn")])
    }

    @Test(arguments: [
        ("00000nam a2200000   4500", ResourceKind.book), ("00000nas a2200000   4500", .periodical),
        ("00000naa a2200000   4500", .article), ("00000nem a2200000   4500", .map),
        ("00000ncm a2200000   4500", .score),
        ("00000ngm a2200000   4500", .video), ("00000nim a2200000   4500", .audio),
        ("00000njm a2200000   4500", .audio),
        ("00000nkm a2200000   4500", .image), ("00000nmm a2200000   4500", .software),
        ("00000nrm a2200000   4500", .other),
    ])
    func `the leader says the kind`(leader: String, kind: ResourceKind) throws {
        #expect(try facts([], leader: leader).kind == kind)
    }

    @Test func `theses, laws and textbooks are known`() throws {
        #expect(try facts([("502", "  $aLuận văn thạc sĩ")]).kind == .thesis)
        #expect(try facts([("008", "890831s1990    vm       l   s00110 vie  ")]).kind == .law)
        #expect(try facts([("655", " 7$aSách giáo khoa")]).kind == .textbook)
        #expect(try facts([("650", " 0$aMathematics$vTextbooks.")]).kind == .textbook)
    }

    @Test func `a field in another script is a parallel title or a further name`() throws {
        let facts = try facts([
            ("100", "1 $6880-01$aWu, Cheng'en,$d1500?-1582?"), ("245", "10$6880-02$aXi you ji /$cWu Cheng'en."),
            ("880", "1 $6100-01/$1$a吳, 承恩,$d1500?-1582?"), ("880", "10$6245-02/$1$a西遊記 /$c吳承恩."),
        ])

        #expect(facts.title == "Xi you ji")
        #expect(facts.otherTitles == [OtherTitle(.parallel, "西遊記")])
        #expect(facts.creators.map(\.name) == ["Cheng'en Wu", "吳承恩"])
    }

    @Test func `a title only in another script is the title`() throws {
        #expect(try facts([("880", "10$6245-00/$1$a西遊記")]).title == "西遊記")
    }

    @Test func `text comes out composed, on one line, without sorting marks`() throws {
        let facts = try facts([("245", "10$a\u{98}Le\u{9C}  Vie\u{323}\u{302}t\nNam")])

        #expect(Array(facts.title.unicodeScalars) == Array("Le Việt Nam".unicodeScalars))
    }
}
