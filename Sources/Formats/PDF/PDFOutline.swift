import Library

/// The bookmarks of a PDF.
enum PDFOutline {
    /// Bookmarks by page; the first of a page names it. None when there are none
    /// or they cannot be read.
    static func read(path: String, pages: Int, limits: ReadingLimits) -> [Int: (title: String, level: Int)] {
        let options = ["-xml", "-i", "-stdout", "-q", "-f", "1", "-l", "1", "-enc", "UTF-8"]
        guard let outcome = try? PDFProgram.run("pdftohtml", options, path, seconds: 60, outputLimit: 16 << 20) else {
            return [:]
        }
        let open = Array("<outline>".utf8)
        guard let start = XMLProlog.end(of: open, in: outcome.output, from: 0),
            let end = XMLProlog.end(of: Array("</pdf2xml>".utf8), in: outcome.output, from: start)
        else { return [:] }
        let bytes = open + outcome.output[start..<(end - 10)].map { $0 < 0x20 && $0 != 0x0A ? 0x20 : $0 }
        guard let root = try? XMLDocument(bytes, limits: limits).root else { return [:] }
        var lines: [Int: (title: String, level: Int)] = [:]
        gather(root, level: 1, pages: pages, into: &lines)
        return lines
    }

    private static func gather(
        _ node: XMLNode, level: Int, pages: Int, into lines: inout [Int: (title: String, level: Int)]
    ) {
        for child in node.elements {
            if child.isNamed("outline") {
                gather(child, level: level + 1, pages: pages, into: &lines)
            } else if child.isNamed("item"), let page = child.attribute("page").flatMap({ Int($0) }),
                (1...pages).contains(page)
            {
                let title = CleanText.string(child.text)
                if !title.isEmpty, lines[page] == nil { lines[page] = (String(title.prefix(300)), min(level, 9)) }
            }
        }
    }
}
