/// Writes sound ISO 2709 records.
package struct MadeMARC {
    private var leader = "00000nam a2200000   4500"
    private var fields: [(tag: String, content: [UInt8])] = []

    package init() {}

    /// A control field, or a data field with "$" for the subfield mark:
    /// `field("245", "10$aSố đỏ /$cVũ Trọng Phụng")`.
    package func field(_ tag: String, _ content: String) -> MadeMARC {
        field(tag, Array(content.replacing("$", with: "\u{1F}").utf8))
    }

    package func field(_ tag: String, _ content: [UInt8]) -> MadeMARC {
        var copy = self
        copy.fields.append((tag, content))
        return copy
    }

    package func leader(_ text: String) -> MadeMARC {
        var copy = self
        copy.leader = text
        return copy
    }

    package var bytes: [UInt8] {
        var directory = ""
        var data: [UInt8] = []
        for (tag, content) in fields {
            directory += tag + (content.count + 1).padded(4) + data.count.padded(5)
            data += content + [0x1E]
        }
        let base = 24 + directory.utf8.count + 1
        let length = base + data.count + 1
        let characters = Array(leader)
        let head = length.padded(5) + String(characters[5..<12]) + base.padded(5) + String(characters[17...])
        return Array((head + directory).utf8) + [0x1E] + data + [0x1D]
    }
}
