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

    private typealias Occurrence = PassageLook.Occurrence

    /// The snippet of a passage that was looked at for the same words, and the line
    /// of its text (0 for the first) where the longest row of them begins in it.
    package func cut(_ text: String, seen look: PassageLook) -> (snippet: Snippet, line: Int) {
        var text = text
        return text.withUTF8 { bytes in
            let occurrences = look.occurrences
            guard let best = bestWindow(occurrences) else {
                let range = Self.grow(bytes, 0..<0)
                return (Snippet(pieces: Self.pieces(bytes, range, [])), 0)
            }
            let core = occurrences[best.lowerBound].range.lowerBound..<occurrences[best.upperBound - 1].range.upperBound
            let range = Self.grow(bytes, core)
            let marked = occurrences.map(\.range).filter {
                $0.lowerBound >= range.lowerBound && $0.upperBound <= range.upperBound
            }
            let anchor = occurrences[anchor(of: occurrences, in: best)].range.lowerBound
            let line = bytes[..<anchor].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
            return (Snippet(pieces: Self.pieces(bytes, range, marked)), line)
        }
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

    /// Widens the core by whole blank-separated words, twice as much after it as
    /// before it, up to `longest` characters.
    private static func grow(_ bytes: UnsafeBufferPointer<UInt8>, _ core: Range<Int>) -> Range<Int> {
        // Two ellipses with their blanks.
        let room = max(0, longest - 4 - characters(bytes, core))
        let (end, used) = forward(bytes, from: core.upperBound, room: room - room / 3)
        let (start, usedBefore) = backward(bytes, from: core.lowerBound, room: room - used)
        // What the beginning did not need goes to the end.
        let (widest, _) = forward(bytes, from: end, room: room - used - usedBefore)
        return start..<widest
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

    /// The last end of a blank-separated word at most `room` characters away.
    private static func forward(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, room: Int
    ) -> (end: Int, characters: Int) {
        var (end, best, bestCount, count) = (start, start, 0, 0)
        while end < bytes.count {
            end += 1
            while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
            count += 1
            if count > room { return (best, bestCount) }
            if end == bytes.count || isBlank(bytes[end]) { (best, bestCount) = (end, count) }
        }
        return (best, bestCount)
    }

    /// The first beginning of a blank-separated word at most `room` characters away.
    private static func backward(
        _ bytes: UnsafeBufferPointer<UInt8>, from end: Int, room: Int
    ) -> (start: Int, characters: Int) {
        var (start, best, bestCount, count) = (end, end, 0, 0)
        while start > 0 {
            start -= 1
            while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
            count += 1
            if count > room { return (best, bestCount) }
            if start == 0 || isBlank(bytes[start - 1]) { (best, bestCount) = (start, count) }
        }
        return (best, bestCount)
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
