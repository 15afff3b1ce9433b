/// A section of a book as the reader shows it: headings below the page's own,
/// words marked, and the anchor of a block at its marked word.
package struct SectionRendering {
    package let html: HTML
    /// Whether any word was marked, and the anchor of the best place.
    package let bestAnchor: String?
    package let markCount: Int

    /// `prefix` makes the ids unique where several sections share a page.
    package init(_ source: String, marking words: MarkedWords?, prefix: String = "") {
        let bytes = Array(source.utf8)
        let places = words.map { WordPlaces(of: $0, in: bytes) }
        var writer = Writer(bytes: bytes, places: places, prefix: prefix)
        for piece in SectionMarkup(bytes) { writer.write(piece) }
        html = HTML(trusted: writer.output)
        bestAnchor = places?.bestBlock.map { "\(prefix)d\($0)" }
        markCount = places?.marks.count ?? 0
    }

    private struct Writer {
        let bytes: [UInt8]
        let places: WordPlaces?
        let prefix: String
        var output: [UInt8] = []
        /// Levels of the book's headings that are open above the current one.
        private var levels: [Int] = []
        private var shownLevel = 2
        /// Every range that is marked, in order; an anchor begins its block's mark.
        private let marked: [(range: Range<Int>, anchor: Int?)]
        private var nextMark = 0

        init(bytes: [UInt8], places: WordPlaces?, prefix: String) {
            (self.bytes, self.places, self.prefix) = (bytes, places, prefix)
            marked = (places?.marks ?? []).flatMap { mark in
                let isAnchor = mark.block > 0 && places?.anchors[mark.block] == mark
                return mark.ranges.enumerated().map { ($1, $0 == 0 && isAnchor ? mark.block : nil) }
            }
            output.reserveCapacity(bytes.count + (places?.marks.count ?? 0) * 24 + 256)
        }

        mutating func write(_ piece: SectionMarkup.Piece) {
            switch piece {
            case .entity(let range): output += bytes[range]
            case .text(let range): writeText(range)
            case .tag(let range): writeTag(MarkupTag(bytes: bytes[range]))
            }
        }

        private mutating func writeText(_ range: Range<Int>) {
            var place = range.lowerBound
            while nextMark < marked.count, marked[nextMark].range.lowerBound < range.upperBound {
                let mark = marked[nextMark]
                output += bytes[place..<mark.range.lowerBound]
                output += (mark.anchor.map { "<mark id=\"\(prefix)d\($0)\">" } ?? "<mark>").utf8
                output += bytes[mark.range]
                output += "</mark>".utf8
                place = mark.range.upperBound
                nextMark += 1
            }
            output += bytes[place..<range.upperBound]
        }

        private mutating func writeTag(_ tag: MarkupTag) {
            let name = tag.name
            var edits: [(range: Range<Int>, text: String)] = []
            if let level = headingLevel(name) {
                if !tag.isEnd { open(level) }
                let place = tag.bytes.startIndex + (tag.isEnd ? 2 : 1)
                edits.append((place..<(place + 2), "h\(shownLevel)"))
            }
            if !tag.isEnd {
                if let range = tag.value(of: "id") {
                    // The mark inside the block carries the block's id.
                    let isTaken = tag.block.map { places?.anchors[$0] != nil } ?? false
                    edits.append((range.lowerBound..<range.lowerBound, isTaken ? prefix + "o-" : prefix))
                }
                if name == "a", !prefix.isEmpty, let range = tag.value(of: "href"), let inside = insidePage(range) {
                    edits.append((range, inside))
                }
                if name == "img", tag.value(of: "alt") == nil {
                    let place = tag.bytes.startIndex + 4
                    edits.append((place..<place, " alt=\"\" loading=\"lazy\""))
                }
            }
            var place = tag.bytes.startIndex
            for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
                output += bytes[place..<edit.range.lowerBound]
                output += edit.text.utf8
                place = edit.range.upperBound
            }
            output += bytes[place..<tag.bytes.endIndex]
        }

        private func headingLevel(_ name: String) -> Int? {
            guard name.utf8.count == 2, name.first == "h", let level = name.last?.wholeNumberValue,
                (1...6).contains(level)
            else {
                return nil
            }
            return level
        }

        /// The page's title is h1, so the book's headings start at h2 and never
        /// skip a level, whatever levels the book uses.
        private mutating func open(_ level: Int) {
            while let last = levels.last, last >= level { levels.removeLast() }
            levels.append(level)
            shownLevel = min(levels.count + 1, 6)
        }

        /// "s3#d5" as "#s3d5", where all sections stand on one page.
        private func insidePage(_ range: Range<Int>) -> String? {
            let address = String(decoding: bytes[range], as: UTF8.self)
            guard address.hasPrefix("s"), let first = address.dropFirst().first, first.isNumber else { return nil }
            let parts = address.split(separator: "#", maxSplits: 1)
            return "#" + parts.joined()
        }
    }
}
