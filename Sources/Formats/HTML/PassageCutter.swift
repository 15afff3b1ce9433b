package import Library

/// Cuts the blocks of a section into passages of about 2,000 characters,
/// design §7.
package struct PassageCutter {
    /// About a page of a book.
    private static let wanted = 2_000
    /// A heading begins a new passage when the one before has at least this much.
    private static let enough = 600

    private var next = 1
    package init() {}

    /// The passages of one section; ordinals go on over the sections of a book.
    package mutating func passages(of blocks: [TextBlock], section: Int, title: String?) -> [Passage] {
        var result: [Passage] = []
        var nearest = title, heading = title
        var lines: [String] = [], length = 0, first = 1
        func flush(_ cutter: inout PassageCutter) {
            if lines.contains(where: { !$0.isEmpty }) {
                result.append(cutter.passage(section, first, heading, lines.joined(separator: "\n")))
            }
            lines = []
            length = 0
        }
        for (index, block) in blocks.enumerated() {
            let count = block.text.unicodeScalars.count
            let isHeading = block.headingLevel != nil
            let isFull = length + count > PassageCutter.wanted + PassageCutter.wanted / 10
            if !lines.isEmpty, isFull || (isHeading && length >= PassageCutter.enough) { flush(&self) }
            if isHeading { nearest = block.text }
            if lines.isEmpty { (first, heading) = (index + 1, nearest) }
            if count > PassageCutter.wanted * 3 / 2 {
                flush(&self)
                heading = nearest
                for piece in PassageCutter.pieces(of: block.text) {
                    result.append(passage(section, index + 1, heading, piece))
                }
                continue
            }
            lines.append(block.text)
            length += count
        }
        flush(&self)
        return result
    }

    private mutating func passage(_ section: Int, _ first: Int, _ heading: String?, _ text: String) -> Passage {
        defer { next += 1 }
        return Passage(ordinal: next, section: section, firstBlock: first, heading: heading, text: text)
    }

    /// A long block cut behind sentences, or where there are none, at spaces.
    static func pieces(of text: String) -> [String] {
        let scalars = text.unicodeScalars
        var pieces: [String] = []
        var start = scalars.startIndex, place = start, count = 0
        var sentence: String.Index?, space: String.Index?
        while place < scalars.endIndex {
            let scalar = scalars[place]
            let after = scalars.index(after: place)
            count += 1
            if scalar == " " {
                space = after
                if let end = scalars[start..<place].last, ".!?…”\"»".unicodeScalars.contains(end) { sentence = after }
            } else if "。！？".unicodeScalars.contains(scalar) {
                sentence = after
            }
            if count >= wanted, let cut = sentence ?? (count >= wanted * 5 / 4 ? space ?? after : nil) {
                pieces.append(String(scalars[start..<cut]).trimmingBlanks())
                count = scalars.distance(from: cut, to: after)
                start = cut
                (sentence, space) = (nil, nil)
            }
            place = after
        }
        let rest = String(scalars[start...]).trimmingBlanks()
        if !rest.isEmpty { pieces.append(rest) }
        return pieces
    }
}
