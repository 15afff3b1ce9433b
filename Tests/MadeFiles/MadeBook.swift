/// Writes small EPUBs, right or wrong in one point.
package struct MadeBook {
    /// The elements of `<metadata>`.
    package var metadata = "<dc:title>Sách thử</dc:title><dc:language>vi</dc:language>"
    package var chapters: [(name: String, body: String)] = []
    /// Further items of the manifest.
    package var manifest = ""
    /// Further items of the reading order, by id.
    package var spine: [String] = []
    /// The lists of the table of contents, nil without one.
    package var navigation: String?
    package var extra: [(name: String, bytes: [UInt8])] = []
    /// What stands in the archive before the book.
    package var zip = MadeZip()

    /// One chapter a body, `c1.xhtml` and so on.
    package init(_ bodies: String...) { self.init(bodies: bodies) }

    /// A sound book: a chapter is a list of paragraphs under a heading, and
    /// stands in the contents.
    package init(title: String, chapters: [[String]]) {
        let headings = chapters.indices.map { "Chương \($0 + 1)" }
        self.init(
            bodies: Swift.zip(headings, chapters).map { heading, paragraphs in
                "<h1>\(heading)</h1>" + paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n")
            })
        metadata = "<dc:title>\(title)</dc:title><dc:creator>Ngô Tất Tố</dc:creator><dc:language>vi</dc:language>"
        let lines = Swift.zip(self.chapters, headings).map { "<li><a href='\($0.name)'>\($1)</a></li>" }
        navigation = "<ol>\(lines.joined())</ol>"
    }

    private init(bodies: [String]) {
        chapters = bodies.enumerated().map { ("c\($0 + 1).xhtml", MadeBook.page($1)) }
    }

    package static func page(_ body: String) -> String {
        """
        <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>t</title></head><body>\(body)</body></html>
        """
    }

    package var bytes: [UInt8] {
        var zip = zip
        zip.add("mimetype", "application/epub+zip")
        zip.add(
            "META-INF/container.xml",
            """
            <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
            <rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
            """)
        let items = chapters.enumerated().map {
            "<item id='c\($0)' href='\($1.name)' media-type='application/xhtml+xml'/>"
        }
        let order = (chapters.indices.map { "c\($0)" } + spine).map { "<itemref idref='\($0)'/>" }
        let nav =
            navigation == nil
            ? "" : "<item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>"
        zip.add(
            "OPS/book.opf",
            """
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:opf="http://www.idpf.org/2007/opf">\(metadata)</metadata>
            <manifest>\(items.joined())\(manifest)\(nav)</manifest><spine>\(order.joined())</spine></package>
            """)
        for chapter in chapters { zip.add("OPS/\(chapter.name)", chapter.body) }
        if let navigation { zip.add("OPS/nav.xhtml", MadeBook.page("<nav epub:type='toc'>\(navigation)</nav>")) }
        for entry in extra { zip.add("OPS/\(entry.name)", entry.bytes) }
        return zip.bytes
    }
}
