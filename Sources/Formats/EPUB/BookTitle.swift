import VietnameseText

/// Titles as files state them, and what to do when they state none.
enum BookTitle {
    /// Nil when the file says nothing, or only the name of a file.
    ///
    /// For example: "Làm đĩ - Vũ Trọng Phụng" becomes "Làm đĩ" when that is the
    /// creator; "Microsoft Word - luan van.doc" gives nil.
    static func cleaned(_ stated: String, creators: [String]) -> String? {
        var title = CleanText.string(stated)
        for program in ["microsoft word - ", "microsoft powerpoint - "] where title.lowercased().hasPrefix(program) {
            title = String(title.dropFirst(program.count))
        }
        for creator in creators {
            for mark in [" - ", " – ", " — ", " / "]
            where title.hasSuffix(mark + creator) && title.count > (mark + creator).count {
                title = String(title.dropLast((mark + creator).count)).trimmingBlanks()
            }
        }
        guard !nobody.contains(Folding.folded(title)), !isFileName(title) else { return nil }
        return title.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
            ? title : nil
    }

    /// The first heading, unless it is that of a part of the book, else the file.
    static func fallback(heading: String?, stem: String) -> String {
        let name = CleanText.string(stem.contains(" ") ? stem : String(stem.map { $0 == "_" ? " " : $0 }))
        guard let heading, heading.count <= 150, cleaned(heading, creators: []) != nil, !isPart(heading) else {
            return name.isEmpty ? stem : name
        }
        return lowered(heading) ?? heading
    }

    /// A title in capitals made readable; nil for other titles, and for those in
    /// writing that has no capitals.
    static func lowered(_ title: String) -> String? {
        guard title.unicodeScalars.allSatisfy({ $0.value < 0x2E80 }) else { return nil }
        return TitleCase.restored(fromAllCaps: title)
    }

    /// "Chương 1", "Lời nói đầu", "Mục lục" name a part and no book.
    static func isPart(_ heading: String) -> Bool {
        let folded = Folding.folded(heading)
        return parts.contains { folded == $0 || folded.hasPrefix($0 + " ") }
    }

    private static func isFileName(_ title: String) -> Bool {
        let lowered = title.lowercased()
        return endings.contains { lowered.hasSuffix("." + $0) } || lowered.hasPrefix("file:")
            || lowered.hasPrefix("http")
    }

    private static let endings = [
        "doc", "docx", "odt", "rtf", "txt", "pdf", "epub", "html", "htm", "xhtml", "indd", "tex", "dvi", "ps", "ppt",
        "pptx", "qxd",
        "pub", "pages", "wpd", "prc", "mobi", "azw3",
    ]

    private static let nobody: Set<String> = [
        "", "unknown", "untitled", "no title", "title", "none", "null", "document", "document1", "cover", "khong ro",
        "khong ten",
        "chua ro", "khong co tieu de", "unnamed", "new document", "tai lieu", "presentation1",
        "powerpoint presentation",
    ]

    private static let parts = [
        "chuong", "phan", "hoi", "bai", "muc luc", "loi noi dau", "loi mo dau", "loi tua", "loi gioi thieu",
        "gioi thieu", "tua",
        "mo dau", "chapter", "part", "contents", "table of contents", "introduction", "preface", "foreword", "cover",
        "bia",
        "trang bia", "nguon", "thong tin", "imprint", "title page", "copyright",
    ]
}
