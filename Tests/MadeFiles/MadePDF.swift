/// Writes PDF files with one line of text a page and a correct
/// cross-reference table (ISO 32000-1, 7.5).
package struct MadePDF {
    /// One line a page, in Latin letters; an empty one leaves its page blank.
    package var pages: [String]
    /// Entries of the document information, such as "/Title (Số đỏ)".
    package var info: String

    package init(pages: [String], info: String = "") {
        self.pages = pages
        self.info = info
    }

    package var bytes: [UInt8] {
        var text = "%PDF-1.4\n", places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 \(places.count + 1)\n0000000000 65535 f \n"
        for place in places { text += place.padded(10) + " 00000 n \n" }
        text += "trailer\n<< /Size \(places.count + 1) /Root 1 0 R /Info \(places.count) 0 R >>\n"
        text += "startxref\n\(start)\n%%EOF\n"
        return Array(text.utf8)
    }

    private var objects: [String] {
        let kids = pages.indices.map { "\(4 + $0 * 2) 0 R" }.joined(separator: " ")
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        for (index, line) in pages.enumerated() {
            let stream = line.isEmpty ? "" : "BT /F 12 Tf 20 300 Td (\(line)) Tj ET"
            objects += [
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents \(5 + index * 2) 0 R "
                    + "/Resources << /Font << /F 3 0 R >> >> >>",
                "<< /Length \(stream.utf8.count) >>\nstream\n\(stream)\nendstream",
            ]
        }
        return objects + ["<< \(info) >>"]
    }
}
