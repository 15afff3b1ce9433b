import Formats
import Library
import MadeFiles
import Testing

@Suite struct EPUBCrosswalkTests {
    private static let vietnamese =
        "<h1>Làng quê</h1><p>"
        + String(repeating: "Ngày xưa ở một làng kia có hai vợ chồng nghèo sống bên sông. ", count: 20) + "</p>"

    private func taken(_ metadata: String, body: String = vietnamese, name: String = "Tệp của tôi.epub") throws
        -> TakenBook
    {
        var book = MadeBook(body)
        book.metadata = metadata
        return try book.read(name: name)
    }

    @Test func `the text wins over a wrong language tag`() throws {
        let wrong = try taken("<dc:title>Làng</dc:title><dc:language>en-US</dc:language>")
        #expect(wrong.facts.languages == ["vi"])
        #expect(wrong.records[0].sources[.languages] == .guessed)

        let right = try taken("<dc:title>Làng</dc:title><dc:language>vi</dc:language>")
        #expect(right.facts.languages == ["vi"])
        #expect(right.records[0].sources[.languages] == .file)

        let rare = try taken("<dc:title>X</dc:title><dc:language>ede</dc:language>", body: "<p>Hriê mơ̆ čư̆</p>")
        #expect(rare.facts.languages == ["ede"])
    }

    @Test(
        arguments: [
            ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", nil), ("<dc:date>101</dc:date>", nil),
            ("<dc:date>2011-04-22</dc:date>", 2011),
            ("<dc:date opf:event='modification'>2020-03-30</dc:date>", nil), ("<dc:date>20140512</dc:date>", 2014),
            ("<dc:date opf:event='2007'>2016-12-15</dc:date>", 2007),
            ("<dc:date opf:event='creation'>2015</dc:date>", 2015),
            ("<dc:date>2016</dc:date><dc:date opf:event='publication'>1938</dc:date>", 1938), ("<dc:date/>", nil),
        ] as [(String, Int?)])
    func `the year is one of publication or none`(dates: String, year: Int?) throws {
        #expect(try taken("<dc:title>A</dc:title>" + dates).facts.year == year)
    }

    @Test(arguments: [
        ("VIỆC LÀNG", "Việc làng", ValueSource.guessed), ("Số đỏ", "Số đỏ", .file), ("Unknown", "Làng quê", .guessed),
        ("Microsoft Word - bai1.doc", "Làng quê", .guessed), ("sach_hay.epub", "Làng quê", .guessed),
        ("Làm đĩ - Vũ Trọng Phụng", "Làm đĩ", .file), ("TCVN 12843", "TCVN 12843", .file),
    ])
    func `titles are made readable or replaced`(stated: String, title: String, source: ValueSource) throws {
        let taken = try taken("<dc:title>\(stated)</dc:title><dc:creator>Vũ Trọng Phụng</dc:creator>")
        #expect(taken.facts.title == title)
        #expect(taken.records[0].sources[.title] == source)
    }

    @Test func `without title and heading the file's name is the title`() throws {
        #expect(try taken("", body: "<p>chữ</p>", name: "Truyện_Kiều.epub").facts.title == "Truyện Kiều")
        #expect(
            try taken("", body: "<h1>Chương 1</h1><p>chữ</p>", name: "Truyện Kiều.epub").facts.title == "Truyện Kiều")
    }

    @Test func `titles, roles, series and sorting of EPUB 3 are read`() throws {
        let facts = try taken(
            """
            <dc:title id='t'>Candide</dc:title><meta refines='#t' property='title-type'>main</meta>
            <dc:title id='s'>Chuyện lạc quan</dc:title><meta refines='#s' property='title-type'>subtitle</meta>
            <dc:creator id='a'>Voltaire</dc:creator><meta refines='#a' property='role' scheme='marc:relators'>aut</meta>
            <dc:contributor id='b'>Tobias Smollett</dc:contributor><meta refines='#b' property='role'>trl</meta>
            <meta refines='#b' property='file-as'>Smollett, Tobias</meta>
            <meta property='belongs-to-collection' id='c'>Tủ sách vàng</meta><meta refines='#c' property='collection-type'>series</meta>
            <meta refines='#c' property='group-position'>2</meta>
            """
        ).facts
        #expect(facts.title == "Candide")
        #expect(facts.subtitle == "Chuyện lạc quan")
        #expect(
            facts.creators == [
                Creator("Voltaire"), Creator("Tobias Smollett", role: .translator, filedAs: "Smollett, Tobias"),
            ])
        #expect(facts.series == [SeriesPart("Tủ sách vàng", number: "2")])
    }

    @Test func `roles, series and makers of EPUB 2 are read`() throws {
        let facts = try taken(
            """
            <dc:title>Kỹ nghệ</dc:title><dc:creator opf:role='aut' opf:file-as='Phụng, Vũ Trọng'>VŨ TRỌNG PHỤNG</dc:creator>
            <dc:contributor opf:role='bkp'>calibre (2.63.0) [https://calibre-ebook.com]</dc:contributor>
            <dc:creator>Unknown</dc:creator><meta name='calibre:series' content='Phóng sự'/><meta name='calibre:series_index' content='3.0'/>
            """
        ).facts
        #expect(facts.creators == [Creator("Vũ Trọng Phụng")])
        #expect(facts.series == [SeriesPart("Phóng sự", number: "3")])
    }

    @Test func `a publisher that is an address is dropped with a warning`() throws {
        let address = try taken(
            "<dc:title>A</dc:title><dc:publisher>Nguyễn Kim Vỹ - nguyenkimvy@gmail.com</dc:publisher>")
        #expect(address.facts.publisher == nil)
        #expect(address.codes == [.valueInvalid])
        #expect(
            try taken("<dc:title>A</dc:title><dc:publisher>http://vnthuquan.net</dc:publisher>").facts.publisher == nil)
        #expect(
            try taken("<dc:title>A</dc:title><dc:publisher>Thanh Niên</dc:publisher>").facts.publisher == "Thanh Niên")
    }

    @Test func `identifiers are checked and normalised`() throws {
        let taken = try taken(
            """
            <dc:title>A</dc:title><dc:identifier opf:scheme='ISBN'>0-253-32552-8</dc:identifier>
            <dc:identifier>urn:isbn:9780000000000</dc:identifier><dc:identifier>urn:uuid:E19CDF97-8037-4B31-935D-8F3733AC5081</dc:identifier>
            <dc:identifier>doi:10.1000/182</dc:identifier><dc:identifier opf:scheme='calibre'>1</dc:identifier>
            """)
        #expect(
            taken.facts.identifiers == [
                Identifier(.isbn, "9780253325525"), Identifier(.uuid, "e19cdf97-8037-4b31-935d-8f3733ac5081"),
                Identifier(.doi, "10.1000/182"),
            ])
        #expect(taken.codes == [.valueInvalid])
    }

    @Test func `boilerplate is no description, markup is stripped`() throws {
        let typed =
            "<dc:title>A</dc:title><dc:description>Truyện: VIỆC LÀNG\nTác giả: Ngô Tất Tố\nTạo bởi: Nguyễn Kim Vỹ</dc:description>"
        #expect(try taken(typed).facts.description == nil)
        let marked =
            "<dc:title>A</dc:title><dc:description>&lt;p&gt;Một câu chuyện &lt;b&gt;hay&lt;/b&gt; về làng quê.&lt;/p&gt;&lt;p&gt;Nguồn: vnthuquan.net&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</dc:description>"
        #expect(try taken(marked).facts.description == "Một câu chuyện hay về làng quê.")
    }

    @Test(
        arguments: [
            ("https://creativecommons.org/licenses/by-nc-sa/4.0/", "CC-BY-NC-SA-4.0"), ("CC BY 4.0", "CC-BY-4.0"),
            ("Giấy phép CC-BY-SA 3.0", "CC-BY-SA-3.0"),
            ("Creative Commons Attribution-ShareAlike 3.0 Unported", "CC-BY-SA-3.0"),
            ("Attribution-ShareAlike 3.0 Unported (CC BY-SA 3.0)", "CC-BY-SA-3.0"),
            ("creativecommons.org/publicdomain/zero/1.0", "CC0-1.0"),
            ("Tác phẩm thuộc phạm vi công cộng", "PD"), ("Public domain in the USA.", "other"),
            ("© 2020 NXB Giáo dục. All rights reserved", "ARR"),
            ("Giữ bản quyền", "ARR"), ("Giấy phép nội bộ", "other"), ("Nguyễn Kim Vỹ", nil),
        ] as [(String, String?)])
    func `rights are read from addresses and known words`(rights: String, id: String?) throws {
        let facts = try taken("<dc:title>A</dc:title><dc:rights>\(rights)</dc:rights>").facts
        #expect(facts.licence?.id == id)
        if id != nil { #expect(facts.licence?.statement == rights) }
    }

    @Test func `accessibility is taken as stated, text is composed`() throws {
        let facts = try taken(
            "<dc:title>Vie\u{323}\u{302}t</dc:title><meta property='schema:accessMode'>textual</meta><meta name='schema:accessibilityFeature' content='alternativeText'/><dc:subject>Thơ; Văn</dc:subject><dc:subject>thơ</dc:subject>"
        ).facts
        #expect(facts.accessibility == ["accessMode:textual", "accessibilityFeature:alternativeText"])
        #expect(Array(facts.title.unicodeScalars) == Array("Việt".unicodeScalars))
        #expect(facts.subjects == ["Thơ", "Văn"])
    }

    @Test func `the cover is found by the rules of both versions`() throws {
        for (manifest, metadata) in [
            ("<item id='p' href='b.png' media-type='image/png' properties='cover-image'/>", ""),
            ("<item id='p' href='b.png' media-type='image/png'/>", "<meta name='cover' content='p'/>"),
            ("<item id='p' href='i/b.png' media-type='image/png'/>", "<meta name='cover' content='b.png'/>"),
            ("<item id='cover' href='b.png' media-type='image/png'/>", ""),
        ] {
            var book = MadeBook("<p>a</p>")
            book.metadata += metadata
            book.manifest = manifest
            book.extra = [
                ("b.png", MadePicture.png(width: 30, height: 40)), ("i/b.png", MadePicture.png(width: 30, height: 40)),
            ]
            #expect(try book.read().images.map(\.name) == ["cover"])
        }
    }

    @Test func `a drawn cover becomes a picture, one that is no page stays out`() throws {
        for (size, names) in [
            ("viewBox='0 0 60 90'", ["cover"]), ("width='60mm' height='90mm'", ["cover"]),
            ("width='900000' height='900000'", []), ("viewBox='0 0 10 9000'", []), ("", []),
        ] {
            var book = MadeBook("<p>a</p>")
            book.manifest = "<item id='p' href='b.svg' media-type='image/svg+xml' properties='cover-image'/>"
            let drawing = "<svg xmlns='http://www.w3.org/2000/svg' \(size)><rect width='40' height='70'/></svg>"
            book.extra = [("b.svg", Array(drawing.utf8))]

            let images = try book.read().images

            #expect(images.map(\.name) == names, "\(size)")
            #expect(images.allSatisfy { ImageHeader($0.bytes)?.kind == .jpeg })
        }
    }
}
