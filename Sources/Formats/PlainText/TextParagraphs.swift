import VietnameseText

/// Lines of a text file → its paragraphs and headings.
struct TextParagraphs {
    struct Paragraph: Equatable {
        var text: String
        var isHeading: Bool
    }

    /// Lines wrapped by hand at a column are joined up to the next blank line;
    /// otherwise each line is a paragraph.
    static func of(_ text: String) -> [Paragraph] {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: { $0.isNewline || $0 == "\u{0C}" }).map
        { line in
            String(line).trimmingBlanks()
        }
        guard isWrapped(lines) else {
            return lines.filter { !$0.isEmpty }.map { Paragraph(text: $0, isHeading: isHeading($0)) }
        }
        var paragraphs: [Paragraph] = [], gathered: [String] = []
        func flush() {
            if !gathered.isEmpty {
                paragraphs.append(Paragraph(text: gathered.joined(separator: " "), isHeading: false))
            }
            gathered = []
        }
        for line in lines {
            if line.isEmpty {
                flush()
            } else if isHeading(line) {
                flush()
                paragraphs.append(Paragraph(text: line, isHeading: true))
            } else {
                gathered.append(line)
            }
        }
        flush()
        return paragraphs
    }

    /// Wrapped lines are nearly all between 50 and 100 characters long and none
    /// is longer, when another line of the paragraph follows.
    private static func isWrapped(_ lines: [String]) -> Bool {
        var followed = 0, filled = 0
        for (line, next) in zip(lines, lines.dropFirst()) where !line.isEmpty && !next.isEmpty {
            followed += 1
            let count = line.unicodeScalars.count
            if count > 120 { return false }
            if (50...100).contains(count) { filled += 1 }
        }
        return followed >= 10 && filled * 10 >= followed * 8
    }

    /// "Chương 1", "PHẦN I", "Hồi thứ nhất", "Chapter 2: …".
    static func isHeading(_ line: String) -> Bool {
        guard line.utf8.count <= 160, line.unicodeScalars.count <= 100 else { return false }
        let words = Folding.folded(line).split(separator: " ")
        guard words.count >= 2, parts.contains(String(words[0])) else { return false }
        if let last = line.last, ",;".contains(last) { return false }
        let number = words[1]
        if number.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return true }
        if number.utf8.allSatisfy({ "ivxlc".utf8.contains($0) }) { return true }
        return number == "thu" || (words.count <= 3 && numerals.contains(String(number)))
    }

    private static let parts: Set<String> = ["chuong", "phan", "hoi", "quyen", "tap", "chapter", "part", "book", "bai"]
    private static let numerals: Set<String> = [
        "mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi", "nhat", "nhi", "cuoi", "mo", "one",
        "two", "three",
        "four", "five", "six", "seven", "eight", "nine", "ten",
    ]
}
