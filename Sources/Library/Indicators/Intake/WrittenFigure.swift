import VietnameseText

/// A whole number as people write it in Vietnamese tables: "1.234", "1 234",
/// "1.234,0", "120 lượt".
package enum WrittenFigure: Equatable, Sendable {
    case number(Int)
    /// Nothing was counted, as far as the table tells: that is not 0.
    case none
    case fault(FigureFault)

    package init(_ text: String) {
        let text = text.split(whereSeparator: { $0.isWhitespace || Self.blanks.contains($0) }).joined(separator: " ")
        guard !text.allSatisfy({ "-–—.…*_".contains($0) }), !Self.silence.contains(Folding.folded(text)) else {
            self = .none
            return
        }
        self = Self.read(Self.withoutUnit(text))
    }

    /// Whether it is words.
    var isText: Bool { self == .fault(.numberUnread) }

    /// No-break and narrow spaces, as spreadsheets group by.
    private static let blanks: Set<Character> = ["\u{A0}", "\u{202F}", "\u{2009}", "\u{2007}"]

    private static let silence = Set(
        ["không có", "không có số liệu", "chưa có", "chưa có số liệu", "chưa thống kê", "chưa báo cáo", "x", "n/a"]
            .map { Folding.folded($0) })

    private static let units = Set(
        [
            "lượt", "lượt người", "lượt bạn đọc", "lượt mượn", "lượt sách", "người", "cuốn", "bản", "quyển", "tiết",
            "buổi", "HS", "học sinh", "bạn đọc", "lần", "hoạt động",
        ].map { Folding.folded($0) })

    private static func withoutUnit(_ text: String) -> String {
        guard let first = text.firstIndex(where: { $0.isLetter }), first != text.startIndex,
            units.contains(Folding.folded(String(text[first...])))
        else { return text }
        return text[..<first].trimmingSpaces
    }

    private static func read(_ text: String) -> WrittenFigure {
        var digits = text
        var isNegative = false
        if let sign = digits.first, sign == "-" || sign == "−" || sign == "+" {
            isNegative = sign != "+"
            digits.removeFirst()
        }
        guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) || " .,'".contains($0) }) else {
            return .fault(.numberUnread)
        }
        guard let parts = Parts(digits) else { return .fault(.numberUnread) }
        guard !parts.fraction.contains(where: { $0 != "0" }) else { return .fault(.numberFraction) }
        guard parts.whole.utf8.count <= 12, let number = Int(parts.whole) else { return .fault(.numberTooLarge) }
        if isNegative, number > 0 { return .fault(.numberNegative) }
        return FigureNote.range.contains(number) ? .number(number) : .fault(.numberTooLarge)
    }

    /// Digits before and after the decimal sign.
    private struct Parts {
        var whole: String
        var fraction: Substring

        /// Nil for groups that are no thousands.
        init?(_ text: String) {
            let signs = text.filter { " .,'".contains($0) }
            guard let last = signs.last, let place = text.lastIndex(of: last) else {
                (whole, fraction) = (text, "")
                return
            }
            let after = text[text.index(after: place)...]
            let isOnlySign = Set(signs).count == 1
            // One sign that stands before three digits groups; a count has no
            // fraction of three digits.
            let groups = isOnlySign && (signs.count > 1 || after.utf8.count == 3)
            if groups || last == " " || last == "'" {
                guard let whole = Self.joined(text[...]) else { return nil }
                (self.whole, fraction) = (whole, "")
            } else {
                guard signs.count(where: { $0 == last }) == 1, let whole = Self.joined(text[..<place]) else {
                    return nil
                }
                (self.whole, fraction) = (whole, after)
            }
        }

        /// "1.234" and "12 345" without their signs; nil when a group has not three digits.
        private static func joined(_ text: Substring) -> String? {
            let groups = text.split(omittingEmptySubsequences: false) { " .,'".contains($0) }
            guard let first = groups.first, !first.isEmpty, groups.count == 1 || first.utf8.count <= 3,
                groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
            else { return nil }
            return groups.joined()
        }
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
