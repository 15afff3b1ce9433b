import VietnameseText

/// Descriptions of a book, without markup and without the notes of the person
/// who made the file.
enum BookDescription {
    static func cleaned(_ stated: String) -> String? {
        let lines = plainLines(stated).filter { !isBoilerplate($0) }
        guard !lines.isEmpty else { return nil }
        let text = lines.joined(separator: "\n")
        // A few words are no description: "OK", "vnthuquan".
        return text.split(separator: " ").count >= 4 ? text : nil
    }

    /// Many programs write HTML into descriptions, escaped.
    private static func plainLines(_ stated: String) -> [String] {
        let text = stated.contains("<") && stated.contains(">") ? stripped(stated) : stated
        return text.split(whereSeparator: \.isNewline).map { CleanText.string($0) }.filter { !$0.isEmpty }
    }

    private static func stripped(_ stated: String) -> String {
        guard let document = try? HTMLDocument(Array("<body>\(stated)</body>".utf8)) else { return "" }
        let nowhere = Nowhere()
        return ChapterWalk.sections(of: document.root, in: nowhere).flatMap { $0.blocks.map(\.text) }.joined(
            separator: "\n")
    }

    /// "Nguồn: vnthuquan.net", "Đánh máy: …", "Tạo bởi: …".
    static func isBoilerplate(_ line: String) -> Bool {
        guard let colon = line.firstIndex(of: ":") else {
            let folded = Folding.folded(line)
            return ["vnthuquan", "vietnamthuquan", "thu vien online"].contains { folded.contains($0) }
        }
        return labels.contains(Folding.folded(String(line[..<colon])))
    }

    private static let labels: Set<String> = [
        "nguon", "phat hanh", "danh may", "tao boi", "tao ebook", "thuc hien ebook", "thuc hien", "truyen", "tac gia",
        "ten truyen",
        "ten sach", "tac pham", "the loai", "duoc ban", "nguon text", "so hoa", "scan", "sua chinh ta", "soat loi",
        "bien tap",
        "chuyen sang an ban dien tu boi", "convert", "dang boi", "ngay hoan thanh", "ebook", "nxb", "nha xuat ban",
        "dich gia",
    ]

    private struct Nowhere: ChapterSurroundings {
        func picture(_ reference: String) -> PlacedPicture? { nil }
        func place(_ reference: String) -> (entry: String, fragment: String?)? { nil }
    }
}
