import Library
import VietnameseText

/// The words of a question, as they are looked for in a text: a word typed with
/// marks as it is spelled, one typed without in any spelling.
package struct MarkedWords: Sendable {
    struct Word: Hashable, Sendable {
        let exact: String
        let folded: String
        let isMarked: Bool
    }

    let words: [Word]
    /// As typed, for the page to say.
    package let text: String

    /// Nil when there is nothing to look for.
    package init?(_ text: String?) {
        guard let text, !text.isEmpty else { return nil }
        var words: [Word] = []
        for part in text.split(whereSeparator: \.isWhitespace) where !part.hasPrefix("-") {
            for word in WordScanner.words(in: String(part)) {
                let word = Word(exact: word.exact, folded: word.folded, isMarked: word.isMarked)
                if !words.contains(word) { words.append(word) }
            }
        }
        guard !words.isEmpty else { return nil }
        // A longer question than this is a pasted page; its first words tell enough.
        self.words = Array(words.prefix(64))
        self.text = text
    }
}

/// Where the words of a question stand in one section.
struct WordPlaces {
    struct Mark: Equatable {
        /// Bytes of the section's HTML; several where tags stand inside the word.
        let ranges: [Range<Int>]
        /// Which word of the question.
        let word: Int
        /// The number n of the block `id="d{n}"`; 0 before the first.
        let block: Int
        /// How many words of the section come before.
        let position: Int
    }

    let marks: [Mark]
    /// In each block the mark where most of the question stands together.
    let anchors: [Int: Mark]
    /// The block whose anchor is best of all.
    let bestBlock: Int?

    init(of words: MarkedWords, in html: [UInt8]) {
        let all = Self.find(words, in: html)
        let kept = Self.withoutStrays(all, words: words.words.count)
        var anchors: [Int: Mark] = [:]
        var best: (score: Int, block: Int)?
        var start = 0
        while start < kept.count {
            let block = kept[start].block
            let end = kept[start...].firstIndex { $0.block != block } ?? kept.count
            let (mark, score) = Self.densest(kept[start..<end], span: words.words.count * 2 + 2)
            anchors[block] = mark
            if score > best?.score ?? 0 { best = (score, block) }
            start = end
        }
        marks = kept
        self.anchors = anchors
        bestBlock = best?.block
    }

    private static func find(_ words: MarkedWords, in html: [UInt8]) -> [Mark] {
        var byFolded: [String: [Int]] = [:]
        for (index, word) in words.words.enumerated() { byFolded[word.folded, default: []].append(index) }
        var found: [(mark: Mark, isExact: Bool)] = []
        var (block, position) = (0, 0)
        var stretch = TextStretch()
        func look() {
            stretch.bytes(of: html).withUnsafeBufferPointer { bytes in
                WordScanner.scan(bytes) { place, exact, folded in
                    position += 1
                    guard let indexes = byFolded[String(decoding: folded, as: UTF8.self)] else { return true }
                    let exact = String(decoding: exact, as: UTF8.self)
                    let isAny = indexes.first { !words.words[$0].isMarked }
                    let isSame = indexes.first { words.words[$0].exact == exact }
                    guard let index = isSame ?? isAny ?? indexes.first else { return true }
                    let mark = Mark(ranges: stretch.ranges(of: place), word: index, block: block, position: position)
                    found.append((mark, isSame != nil || isAny != nil))
                    return true
                }
            }
            stretch = TextStretch()
        }
        for piece in SectionMarkup(html) {
            switch piece {
            case .text(let range): stretch.append(range)
            case .entity: look()
            case .tag(let range):
                let tag = MarkupTag(bytes: html[range])
                if tag.isLook, tag.block == nil { continue }
                look()
                block = tag.block ?? block
            }
        }
        look()
        // A word typed with marks counts as spelled, unless the section never spells it so.
        let spelled = Set(found.filter(\.isExact).map(\.mark.word))
        return found.filter { $0.isExact || !spelled.contains($0.mark.word) }.map(\.mark)
    }

    /// In a question of four words and more, a lone "và" far from the others is
    /// noise: a mark stays when another word of the question is near it.
    private static func withoutStrays(_ marks: [Mark], words: Int) -> [Mark] {
        guard words >= 4 else { return marks }
        let kept = marks.indices.filter { index in
            let mark = marks[index]
            let isNear: (Int) -> Bool = { other in
                marks.indices.contains(other) && marks[other].block == mark.block && marks[other].word != mark.word
                    && abs(marks[other].position - mark.position) <= 3
            }
            return isNear(index - 1) || isNear(index + 1) || isNear(index - 2) || isNear(index + 2)
        }
        return kept.isEmpty ? marks : kept.map { marks[$0] }
    }

    /// The mark from which most different words follow within `span` words;
    /// words that stand side by side as in the question count more.
    private static func densest(_ marks: ArraySlice<Mark>, span: Int) -> (mark: Mark, score: Int) {
        var best = (mark: marks[marks.startIndex], score: 0)
        for start in marks.indices {
            var seen: Set<Int> = []
            var score = 0
            for index in start..<marks.endIndex where marks[index].position - marks[start].position < span {
                if seen.insert(marks[index].word).inserted { score += 2 }
                if index > start, marks[index].position == marks[index - 1].position + 1,
                    marks[index].word == marks[index - 1].word + 1
                {
                    score += 1
                }
            }
            if score > best.score { best = (marks[start], score) }
        }
        return best
    }
}
