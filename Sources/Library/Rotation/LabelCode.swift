/// The letters that stand on a box's label behind its number: whoever takes a box
/// in that was not sent to them shows by them that it stands before them, since
/// numbers are easily guessed.
///
/// Six of 32 letters, a thousand million possibilities. They are made of the
/// event that began the box, so that no rebuild changes them.
package struct LabelCode: Equatable, Sendable {
    package var text: String

    /// Without I, L, O and U, which are misread (Crockford's Base 32).
    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// `hash` is the SHA-256 of the number of that event.
    package init(hash: String) {
        let bits = UInt64(hash.prefix(8), radix: 16) ?? 0
        text = String((0..<6).map { Self.letters[Int(bits >> (UInt64($0) * 5) & 31)] })
    }

    package init(text: String) { self.text = text }

    /// Whether `typed` says it, as the whole line under the barcode or as its last
    /// part, in large or small letters.
    package func isOn(_ typed: some StringProtocol) -> Bool {
        let read = typed.uppercased().filter { !$0.isWhitespace }
        let last = read.split(separator: "-").last ?? ""
        return last == text
    }
}

extension Box {
    private static let labelPrefix = "THUNG-"

    /// What the label's barcode says: "THUNG-5-K7QM3P". It names the box itself,
    /// since two owners may give their boxes the same number.
    package func label(_ code: LabelCode) -> String { "\(Self.labelPrefix)\(id)-\(code.text)" }

    /// From a label with or without its code; nil for anything that is no label.
    package static func id(ofLabel text: some StringProtocol) -> BoxID? {
        guard text.hasPrefix(labelPrefix), let number = text.dropFirst(labelPrefix.count).split(separator: "-").first
        else { return nil }
        return Int64(number).flatMap { $0 > 0 ? BoxID($0) : nil }
    }
}
