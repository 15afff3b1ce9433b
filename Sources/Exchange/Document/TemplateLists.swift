/// What is written for a template: bytes as they are, fields, and lists whose
/// pieces come once for each record.
indirect enum DocumentPiece: Equatable, Sendable {
    case bytes([UInt8])
    case field(String)
    case list(String, [DocumentPiece])
}

/// Finds out what repeats.
///
/// A list that opens and closes in one paragraph repeats the paragraph; one that
/// opens in a cell of a table row and closes in another cell repeats the row; one
/// whose marks stand further apart repeats all between them, and a paragraph or
/// row that holds nothing but such a mark is not written.
struct TemplateLists {
    private(set) var pieces: [DocumentPiece] = []

    static func pieces(of nodes: [DocumentNode]) throws(TemplateFault) -> [DocumentPiece] {
        var lists = TemplateLists()
        try lists.add(nodes)
        return lists.pieces
    }

    private mutating func add(_ nodes: [DocumentNode]) throws(TemplateFault) {
        var place = 0
        while place < nodes.count {
            guard let name = try opened(in: nodes[place]) else {
                try add(nodes[place])
                place += 1
                continue
            }
            let end = try closing(name, nodes, from: place)
            try addList(name, Array(nodes[place...end]))
            place = end + 1
        }
    }

    /// The list that a node opens and leaves open.
    private func opened(in node: DocumentNode) throws(TemplateFault) -> String? {
        let marks = node.unmatchedMarks
        guard let first = marks.first else { return nil }
        guard case .open(let name) = first, marks.count == 1 else { throw .listBroken(first.name) }
        return name
    }

    /// The node in which a list closes that was opened at `start`.
    private func closing(_ name: String, _ nodes: [DocumentNode], from start: Int) throws(TemplateFault) -> Int {
        var open = [name]
        for place in nodes.indices where place > start {
            for mark in nodes[place].unmatchedMarks {
                switch mark {
                case .open(let other): open.append(other)
                case .close(let other):
                    guard open.popLast() == other else { throw .listBroken(other) }
                    if open.isEmpty {
                        guard nodes[place].unmatchedMarks == [mark] else { throw .listBroken(name) }
                        return place
                    }
                case .literal, .field: break
                }
            }
        }
        throw .listBroken(name)
    }

    private mutating func addList(_ name: String, _ nodes: [DocumentNode]) throws(TemplateFault) {
        nodes.first?.remove(.open(name), fromEnd: false)
        nodes.last?.remove(.close(name), fromEnd: true)
        let kept = nodes.enumerated().filter { place, node in
            (place > 0 && place < nodes.count - 1) || !node.isBlank
        }
        pieces.append(.list(name, try Self.pieces(of: kept.map(\.element))))
    }

    private mutating func add(_ node: DocumentNode) throws(TemplateFault) {
        switch node {
        case .text(let bytes): append(bytes)
        case .element(let element):
            if let name = try repeated(element) {
                node.remove(.open(name), fromEnd: false)
                node.remove(.close(name), fromEnd: true)
                pieces.append(.list(name, try Self.pieces(of: [node])))
                return
            }
            let isKept = element.name != "w:tc" || element.hasLastingParagraph
            append(element.opening)
            if let texts = element.pieces {
                for piece in texts { try add(piece) }
            } else {
                try add(element.children)
            }
            // A cell must end with a paragraph, whatever repeats how often.
            if !isKept { append(Array("<w:p/>".utf8)) }
            append(element.closing)
        }
    }

    /// The list that makes a paragraph or a row repeat.
    private func repeated(_ element: DocumentElement) throws(TemplateFault) -> String? {
        let marks: [TextPiece]
        switch element.name {
        case "w:p": marks = element.texts.flatMap { $0.pieces ?? [] }.filter(\.isMark)
        case "w:tr":
            let cells = element.children
            guard let first = cells.first(where: { !$0.unmatchedMarks.isEmpty }) else { return nil }
            let marks = first.unmatchedMarks + (cells.last { !$0.unmatchedMarks.isEmpty }?.unmatchedMarks ?? [])
            guard case .open(let name) = marks[0], marks.last == .close(name) else { throw .listBroken(marks[0].name) }
            return name
        default: return nil
        }
        guard let first = marks.first else { return nil }
        guard case .open(let name) = first, marks.last == .close(name) else { throw .listBroken(first.name) }
        return name
    }

    private mutating func add(_ piece: TextPiece) throws(TemplateFault) {
        switch piece {
        case .literal(let bytes): append(bytes)
        case .field(let name): pieces.append(.field(name))
        case .open(let name), .close(let name): throw .listBroken(name)
        }
    }

    /// Joins what is written as it is.
    private mutating func append(_ bytes: [UInt8]) {
        if case .bytes(let before) = pieces.last {
            pieces[pieces.count - 1] = .bytes(before + bytes)
        } else if !bytes.isEmpty {
            pieces.append(.bytes(bytes))
        }
    }
}

extension TextPiece {
    /// Of the field or list; empty for words.
    var name: String {
        switch self {
        case .field(let name), .open(let name), .close(let name): name
        case .literal: ""
        }
    }

    var isMark: Bool {
        switch self {
        case .open, .close: true
        case .literal, .field: false
        }
    }
}

extension DocumentNode {
    /// The marks below that do not close each other, in order.
    var unmatchedMarks: [TextPiece] {
        var open: [TextPiece] = []
        for mark in marks {
            if case .close(let name) = mark, open.last == .open(name) {
                open.removeLast()
            } else {
                open.append(mark)
            }
        }
        return open
    }

    private var marks: [TextPiece] {
        guard case .element(let element) = self else { return [] }
        if let pieces = element.pieces { return pieces.filter(\.isMark) }
        return element.children.flatMap(\.marks)
    }

    /// Takes the first or last such mark away.
    func remove(_ mark: TextPiece, fromEnd: Bool) { _ = take(mark, fromEnd: fromEnd) }

    private func take(_ mark: TextPiece, fromEnd: Bool) -> Bool {
        guard case .element(let element) = self else { return false }
        if let pieces = element.pieces {
            guard let place = fromEnd ? pieces.lastIndex(of: mark) : pieces.firstIndex(of: mark) else { return false }
            element.pieces?.remove(at: place)
            return true
        }
        let children = fromEnd ? element.children.reversed() : element.children
        return children.contains { $0.take(mark, fromEnd: fromEnd) }
    }

    /// A paragraph or row without a word, a field or anything else to see.
    var isBlank: Bool {
        guard case .element(let element) = self, ["w:p", "w:tr"].contains(element.name), !element.holdsMore else {
            return false
        }
        let texts = element.texts + element.descendants(named: "w:p").flatMap(\.texts)
        return texts.allSatisfy { text in
            (text.pieces ?? []).allSatisfy { piece in
                guard case .literal(let bytes) = piece else { return false }
                return bytes.allSatisfy { $0 <= 0x20 }
            }
        }
    }
}

extension DocumentElement {
    /// Whether a cell has a paragraph that no list takes away.
    fileprivate var hasLastingParagraph: Bool {
        guard children.allSatisfy(\.unmatchedMarks.isEmpty) else { return false }
        return children.contains { child in
            guard case .element(let element) = child, element.name == "w:p" else { return false }
            return !element.texts.contains { ($0.pieces ?? []).contains(where: \.isMark) }
        }
    }
}
