package import Library

/// Pictures of the pages of a PDF, made on demand by the worker.
package enum PDFPageImage {
    package static let mediaType = ImageHeader.Kind.jpeg.rawValue

    /// A JPEG of the page, `width` pixels wide (100…2,400): a page of text in it
    /// is a third of the PNG, and a scan a tenth. Nil when the PDF has no such
    /// page.
    ///
    /// Throws ``FileRejection`` when the page cannot be drawn.
    package static func render(path: String, page: Int, width: Int) throws(FileRejection) -> [UInt8]? {
        let width = min(max(width, 100), 2_400)
        guard let size = try size(path: path, page: page) else { return nil }
        // A page like a ribbon must not become a picture of a gigabyte.
        let height = Int((Double(width) * size.height / size.width).rounded())
        let scale =
            height > mostHeight ? ["-scale-to", "\(mostHeight)"] : ["-scale-to-x", "\(width)", "-scale-to-y", "-1"]
        let options =
            ["-f", "\(page)", "-l", "\(page)", "-singlefile", "-jpeg", "-jpegopt", "quality=80,optimize=y", "-q"]
            + scale
        let outcome = try PDFProgram.run("pdftoppm", options, path, seconds: 60, outputLimit: 64 << 20)
        guard ImageHeader(outcome.output)?.kind == .jpeg else {
            throw FileRejection(.pdfDamaged, at: SourcePosition(field: "page \(page)"), "the page cannot be drawn")
        }
        return outcome.output
    }

    private static let mostHeight = 6_000

    private static func size(path: String, page: Int) throws(FileRejection) -> (width: Double, height: Double)? {
        guard page > 0 else { return nil }
        let outcome = try PDFProgram.run(
            "pdfinfo", ["-f", "\(page)", "-l", "\(page)"], path, seconds: 30, outputLimit: 1 << 20)
        guard outcome.status == 0 else { return nil }
        var size: (width: Double, height: Double)?
        var isTurned = false
        for line in String(decoding: outcome.output, as: UTF8.self).split(separator: "\n") where line.hasPrefix("Page ")
        {
            let words = line.split(separator: " ")
            guard words.count >= 4, Int(words[1]) == page else { continue }
            if words[2] == "size:", words.count >= 6, let width = Double(words[3]), let height = Double(words[5]),
                width > 0, height > 0
            {
                size = (width, height)
            }
            if words[2] == "rot:" { isTurned = words[3] == "90" || words[3] == "270" }
        }
        guard let size else { return nil }
        return isTurned ? (size.height, size.width) : size
    }
}
