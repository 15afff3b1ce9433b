import Library

/// The picture of a book in lists and on its page: the cover of the file, or a
/// drawn typographic one that is the same everywhere and always.
struct CoverDrawing {
    var title: String
    var creator: String?

    /// The book's own cover where the viewer may read it, else the drawn one.
    /// Decoration in any case: the title stands beside it.
    static func html(of record: RecordSummary, for viewer: Viewer, isFirst: Bool = false) -> HTML {
        let mayShow = record.access.map { AccessPolicy.mayRead($0, as: viewer) } ?? false
        guard mayShow, let cover = record.cover else {
            return CoverDrawing(title: record.title, creator: record.creators.first).svg
        }
        let url: SiteURL = .image(record.id, name: "cover", version: String(cover.hex.prefix(12)))
        let loading: HTML = isFirst ? "" : " loading=\"lazy\""
        return "<img class=\"cover\" src=\"\(url)\" alt=\"\" width=\"120\" height=\"180\"\(loading)>"
    }

    /// 120 × 180, a ground, an ornament, the title in lines, the creator below.
    var svg: HTML {
        let seed = title.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let pair = Self.grounds[Int(seed % UInt64(Self.grounds.count))]
        let ornament = Self.ornaments[Int((seed >> 16) % UInt64(Self.ornaments.count))]
        let isLong = Self.letters(title.utf8) > 48
        let size = isLong ? 10 : 13
        let lines = Self.lines(of: title, width: isLong ? 15 : 11, most: isLong ? 8 : 6)
        let step = isLong ? 14 : 18
        let words = lines.enumerated().map { place, line -> HTML in
            "<tspan x=\"12\" y=\"\(44 + place * step)\">\(text: line)</tspan>"
        }
        let by = creator.html { name in
            "<text x=\"12\" y=\"166\" font-size=\"9\">\(text: Self.lines(of: name, width: 20, most: 1).first ?? "")</text>"
        }
        return """
            <svg class="cover" viewBox="0 0 120 180" aria-hidden="true" data-text><rect width="120" height="180" fill="\(pair.ground)"/><g fill="none" stroke="\(pair.ink)" opacity=".35">\(ornament)</g><g fill="\(pair.ink)"><text font-size="\(size)" font-weight="600">\(words)</text>\(by)</g></svg>
            """
    }

    /// Cuts a text into at most `most` lines of about `width` letters, at
    /// spaces; what does not fit ends in "…". Letters are counted as code
    /// points, since titles are NFC: by `Character` it took a quarter of the
    /// time of a results page.
    static func lines(of text: String, width: Int, most: Int) -> [String] {
        var lines: [(text: String, letters: Int)] = []
        for word in text.utf8.split(separator: UInt8(ascii: " ")) {
            let letters = letters(word)
            if let last = lines.last, last.letters + 1 + letters <= width {
                lines[lines.count - 1].text += " " + (String(word) ?? "")
                lines[lines.count - 1].letters += 1 + letters
            } else {
                lines.append((cut(String(word) ?? "", to: width), min(letters, width)))
            }
        }
        guard lines.count > most, let last = lines[..<most].last else { return lines.map(\.text) }
        return lines[..<(most - 1)].map(\.text) + [cut(last.text + " …", to: width)]
    }

    private static func cut(_ text: String, to width: Int) -> String {
        letters(text.utf8) <= width
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(width - 1))) + "…"
    }

    /// Bytes that begin a code point.
    private static func letters(_ text: some Sequence<UInt8>) -> Int {
        text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }

    private struct Pair { let ground: HTML, ink: HTML }

    /// Ground and ink with a contrast of at least 7 : 1 (WCAG 2.2, 1.4.6).
    private static let grounds: [Pair] = [
        Pair(ground: "#7a1f1f", ink: "#fff3e0"), Pair(ground: "#5b2c4f", ink: "#fdeef7"),
        Pair(ground: "#2f3e6b", ink: "#eef2ff"), Pair(ground: "#17495a", ink: "#e6f7fb"),
        Pair(ground: "#1f4d3a", ink: "#eaf8f0"), Pair(ground: "#4a4a1c", ink: "#fbf9e3"),
        Pair(ground: "#66401a", ink: "#fff2e2"), Pair(ground: "#3f3f46", ink: "#f5f5f6"),
        Pair(ground: "#efe3c8", ink: "#3d2b12"), Pair(ground: "#dfe8dc", ink: "#1f3a28"),
        Pair(ground: "#e3e0ee", ink: "#2d2452"), Pair(ground: "#f1ddd4", ink: "#4d1f14"),
    ]

    private static let ornaments: [HTML] = [
        "<path d=\"M12 22h96M12 150h96\" stroke-width=\"2\"/>",
        "<rect x=\"5\" y=\"5\" width=\"110\" height=\"170\" stroke-width=\"2\"/><rect x=\"8.500\" y=\"8.500\" width=\"103\" height=\"163\"/>",
        "<path d=\"M12 20h24M12 24h24M84 150h24M84 146h24\" stroke-width=\"1.500\"/>",
        "<circle cx=\"92\" cy=\"140\" r=\"34\"/><circle cx=\"92\" cy=\"140\" r=\"24\"/><circle cx=\"92\" cy=\"140\" r=\"14\"/>",
        "<path d=\"M0 148q15-12 30 0t30 0 30 0 30 0M0 140q15-12 30 0t30 0 30 0 30 0\" stroke-width=\"1.500\"/>",
        "<path d=\"M108 12v156\" stroke-width=\"6\"/>",
    ]
}
