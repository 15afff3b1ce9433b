/// A file that came by a form and lies in a folder of the server's own making.
package struct UploadedFile: Equatable, Sendable {
    /// Where its bytes are; made by the server, with nothing of the sender's name.
    package var path: String
    /// What its sender calls it: a label to be shown and to tell the format by,
    /// never a path.
    package var name: FileLabel
    package var byteCount: Int64
    package init(path: String, name: FileLabel, byteCount: Int64) {
        (self.path, self.name, self.byteCount) = (path, name, byteCount)
    }
}

/// The name of a file that somebody sent, made harmless: no folder, no control
/// character, no leading dot, at most ``longest`` bytes, never empty.
package struct FileLabel: Hashable, Sendable, CustomStringConvertible {
    /// A file system's own limit is 255; the rest is room for " (2)" and for what
    /// stands behind the name in a folder of rejects.
    package static let longest = 200

    package let text: String
    package var description: String { text }

    package init(_ sent: String) {
        let name = sent.unicodeScalars.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? []
        var text = String.UnicodeScalarView()
        // Format characters turn the direction of writing: "gpj.exe" reads as "exe.jpg".
        for scalar in name {
            let isShown = ![.control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse].contains(
                scalar.properties.generalCategory)
            text.append(isShown ? scalar : " ")
        }
        let words = String(text).split(separator: " ").joined(separator: " ").drop { $0 == "." || $0 == " " }
        self.text = words.isEmpty ? "tep" : Self.cut(String(words))
    }

    /// Without its last ending: "Số đỏ" of "Số đỏ.epub".
    package var stem: String { text.lastIndex(of: ".").map { String(text[..<$0]) } ?? text }
    /// The last ending with its dot, empty where there is none.
    package var ending: String { text.lastIndex(of: ".").map { String(text[$0...]) } ?? "" }

    /// The names of files that came together, made different: the second
    /// "a.csv" is "a (2).csv", for reject files and people tell them by name.
    package static func distinct(_ names: [FileLabel]) -> [FileLabel] {
        var taken: Set<String> = []
        return names.map { name in
            var label = name
            var number = 2
            while !taken.insert(label.text.lowercased()).inserted {
                label = FileLabel("\(name.stem) (\(number))\(name.ending)")
                number += 1
            }
            return label
        }
    }

    /// A long name loses from its stem, so that the ending still tells the format.
    private static func cut(_ text: String) -> String {
        guard text.utf8.count > longest else { return text }
        var ending = text.lastIndex(of: ".").map { text[$0...] } ?? ""
        if ending.utf8.count > 16 { ending = "" }
        var stem = text.prefix(longest)
        // Characters have up to dozens of bytes, so that a count of them is no limit.
        while stem.utf8.count + ending.utf8.count > longest - 8, !stem.isEmpty { stem.removeLast() }
        return stem.isEmpty ? "tep" + ending : String(stem) + ending
    }
}
