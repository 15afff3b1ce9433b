import VietnameseText

/// Cuts the stretch of a text in which a question's words stand closest.
package struct SnippetCutter {
    /// Characters, ellipses included: two lines of a telephone screen.
    package static let longest = 240

    private let table: QueryWordTable
    private let weights: [Double]
    private let words: [QueryWord]
    /// For each leading word those that follow it in the question.
    private let followers: [[Int]]

    /// `weights` says how telling each word is.
    package init(words: [QueryWord], weights: [Double]) {
        self.words = words
        self.weights = weights
        table = QueryWordTable(words)
        var followers = [[Int]](repeating: [], count: words.count)
        for (place, next) in zip(words.indices, words.indices.dropFirst()) {
            followers[table.leader[place]].append(table.leader[next])
        }
        self.followers = followers
    }

    /// A word of the text that the question has.
    private struct Occurrence {
        var range: Range<Int>
        /// Its place among all words of the text.
        var place: Int
        var word: Int
        var isExact: Bool
    }

    /// The snippet and the line of the text (0 for the first) where the longest
    /// row of the question's words begins in it.
    package func cut(_ text: String) -> (snippet: Snippet, line: Int) {
        var text = text
        return text.withUTF8 { bytes in
            let (occurrences, wordRanges) = occurrences(in: bytes)
            guard let best = bestWindow(occurrences) else {
                let end = Self.grow(bytes, 0..<0, wordRanges)
                return (Snippet(pieces: Self.pieces(bytes, end, [])), 0)
            }
            let core = occurrences[best.lowerBound].range.lowerBound..<occurrences[best.upperBound - 1].range.upperBound
            let range = Self.grow(bytes, core, wordRanges)
            let marked = occurrences.map(\.range).filter { $0.lowerBound >= range.lowerBound && $0.upperBound <= range.upperBound }
            let anchor = occurrences[anchor(of: occurrences, in: best)].range.lowerBound
            let line = bytes[..<anchor].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
            return (Snippet(pieces: Self.pieces(bytes, range, marked)), line)
        }
    }

    private func occurrences(in bytes: UnsafeBufferPointer<UInt8>) -> ([Occurrence], [Range<Int>]) {
        var found: [Occurrence] = []
        var ranges: [Range<Int>] = []
        WordScanner.scan(bytes) { range, exact, folded in
            let match = table.match(exact, folded)
            if match.word >= 0 {
                found.append(Occurrence(range: range, place: ranges.count, word: match.word, isExact: match.isExact))
            }
            ranges.append(range)
            return true
        }
        return (found, ranges)
    }

    /// The run of occurrences, short enough for a snippet, with the most weight:
    /// each word counts once, with its marks half as much again, and neighbours as
    /// in the question once more.
    private func bestWindow(_ occurrences: [Occurrence]) -> Range<Int>? {
        var best: Range<Int>?
        var bestWorth = 0.0
        // Vietnamese has some four bytes to three characters; the ends are cut later.
        let room = Self.longest
        var seen = [Double](repeating: 0, count: words.count)
        for start in occurrences.indices {
            var worth = 0.0
            for place in seen.indices { seen[place] = 0 }
            for end in start..<occurrences.count {
                let occurrence = occurrences[end]
                guard occurrence.range.upperBound - occurrences[start].range.lowerBound <= room else { break }
                let value = value(occurrence)
                var gain = max(0, value - seen[occurrence.word])
                seen[occurrence.word] = max(seen[occurrence.word], value)
                if end > start, isNeighbour(occurrences[end - 1], occurrence) { gain += value }
                worth += gain
                // Of equal windows the first and shortest.
                if gain > 0, worth > bestWorth * 1.000_001 {
                    best = start..<(end + 1)
                    bestWorth = worth
                }
            }
        }
        return best
    }

    private func value(_ occurrence: Occurrence) -> Double {
        weights[occurrence.word] * (occurrence.isExact ? 1.5 : 1)
    }

    /// Where in the window the row of neighbours with the most weight begins.
    private func anchor(of occurrences: [Occurrence], in window: Range<Int>) -> Int {
        var best = window.lowerBound
        var bestWorth = 0.0
        var start = window.lowerBound
        var worth = 0.0
        for place in window {
            if place > start, isNeighbour(occurrences[place - 1], occurrences[place]) {
                worth += value(occurrences[place])
            } else {
                start = place
                worth = value(occurrences[place])
            }
            if worth > bestWorth { (best, bestWorth) = (start, worth) }
        }
        return best
    }

    private func isNeighbour(_ left: Occurrence, _ right: Occurrence) -> Bool {
        guard right.place == left.place + 1 else { return false }
        return followers[left.word].contains(right.word)
    }

    /// Widens the core by whole words, evenly, up to `longest` characters.
    private static func grow(
        _ bytes: UnsafeBufferPointer<UInt8>, _ core: Range<Int>, _ words: [Range<Int>]
    ) -> Range<Int> {
        guard !words.isEmpty else { return 0..<0 }
        var first = words.firstIndex { $0.upperBound > core.lowerBound } ?? 0
        var last = core.isEmpty ? first : (words.lastIndex { $0.lowerBound < core.upperBound } ?? first)
        // Two ellipses with their blanks.
        var room = longest - 4 - characters(bytes, words[first].lowerBound..<words[last].upperBound)
        var goesLeft = true
        var goesRight = true
        while goesLeft || goesRight {
            if goesRight {
                let cost = last + 1 < words.count ? characters(bytes, words[last].upperBound..<words[last + 1].upperBound) : .max
                if cost <= room { (room, last) = (room - cost, last + 1) } else { goesRight = false }
            }
            // Two words after for one before: what follows explains more.
            if goesRight, last % 2 == 0 { continue }
            if goesLeft {
                let cost = first > 0 ? characters(bytes, words[first - 1].lowerBound..<words[first].lowerBound) : .max
                if cost <= room { (room, first) = (room - cost, first - 1) } else { goesLeft = false }
            }
        }
        let start = first == 0 && characters(bytes, 0..<words[0].lowerBound) <= room ? 0 : words[first].lowerBound
        if start == 0 { room -= characters(bytes, 0..<words[0].lowerBound) }
        var end = words[last].upperBound
        let tail = last + 1 < words.count ? words[last + 1].lowerBound : bytes.count
        while end < tail, bytes[end] != 0x20, bytes[end] != 0x0A, characters(bytes, words[last].upperBound..<end) < room {
            end += 1
            while end < tail, bytes[end] & 0xC0 == 0x80 { end += 1 }
        }
        return start..<end
    }

    /// Unicode scalars; NFC text has about as many characters.
    private static func characters(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
        bytes[range].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    }

    private static func pieces(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ marked: [Range<Int>]
    ) -> [Snippet.Piece] {
        var pieces: [Snippet.Piece] = []
        func add(_ range: Range<Int>, _ isMatch: Bool) {
            guard !range.isEmpty else { return }
            let text = String(decoding: bytes[range], as: UTF8.self)
            pieces.append(.init(text: String(text.map { $0.isNewline ? " " : $0 }), isMatch: isMatch))
        }
        if range.lowerBound > 0 { pieces.append(.init(text: "… ", isMatch: false)) }
        var at = range.lowerBound
        for mark in marked {
            add(at..<mark.lowerBound, false)
            add(mark, true)
            at = mark.upperBound
        }
        add(at..<range.upperBound, false)
        let isCut = bytes[range.upperBound...].contains { $0 != 0x20 && $0 != 0x0A }
        if isCut { pieces.append(.init(text: " …", isMatch: false)) }
        return pieces
    }
}
