import VietnameseText

/// Rules for the names inside an archive.
package enum EntryName {
    /// False for names that would leave a folder if somebody used them as a path.
    package static func isSafe(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 4_096, !name.hasPrefix("/") else { return false }
        if name.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == 0 }) { return false }
        if name.dropFirst().first == ":" { return false }
        return !name.split(separator: "/", omittingEmptySubsequences: false).contains("..")
    }

    /// The name without differences of normal form and case.
    static func loose(_ name: String) -> String { NormalForm.nfc(name).lowercased() }

    /// The entry a reference in `base` points to, and the fragment; nil for
    /// references that leave the archive.
    ///
    /// For example: `resolve("../i/1.jpg", in: "OPS/text/a.xhtml")` is
    /// `("OPS/i/1.jpg", nil)`.
    package static func resolve(_ reference: String, in base: String) -> (entry: String, fragment: String?)? {
        let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let fragment = parts.count > 1 && !parts[1].isEmpty ? percentDecoded(parts[1]) : nil
        let path = (parts.first ?? "").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
        if path.isEmpty { return (base, fragment) }
        var folders = path.hasPrefix("/") ? [] : base.split(separator: "/").dropLast().map(String.init)
        for part in percentDecoded(path).split(separator: "/") {
            switch part {
            case ".": continue
            case "..":
                guard !folders.isEmpty else { return nil }
                folders.removeLast()
            default: folders.append(String(part))
            }
        }
        let entry = folders.joined(separator: "/")
        return isSafe(entry) ? (entry, fragment) : nil
    }

    /// RFC 3986 escapes decoded; a wrong escape, or one that gives no UTF-8,
    /// stays as it is.
    static func percentDecoded(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        let source = Array(text.utf8)
        var bytes: [UInt8] = [], place = 0
        while place < source.count {
            if source[place] == UInt8(ascii: "%"), place + 2 < source.count,
                let value = UInt8(String(decoding: source[(place + 1)...(place + 2)], as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                place += 3
            } else {
                bytes.append(source[place])
                place += 1
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? String(text)
    }
}
