import Library
import VietnameseText

/// Turns the words of a record into terms of the index.
struct RecordTerms {
    private let builder: SegmentBuilder
    private var previousExact: [UInt8] = []
    private var previousFolded: [UInt8] = []
    private var joined: [UInt8] = []

    /// Titles with more words than that are equally long; see `documentClass`.
    static let mostTitleWords: UInt8 = 15
    /// A whole title, name or heading longer than that is not kept as one term.
    static let longestWhole = 240

    init(into builder: SegmentBuilder) { self.builder = builder }

    /// Adds a record; returns its class, the number of words in its title.
    mutating func add(_ record: RecordText, document: UInt32) -> (documentClass: UInt8, words: Int64) {
        var titleWords = 0
        var words: Int64 = 0
        for (kind, text) in record.values {
            if kind == .identifier { addIdentifier(text, document) }
            let count = addValue(text, kind, document)
            words += Int64(count)
            if kind == .title { titleWords += count }
        }
        return (UInt8(clamping: min(titleWords, Int(Self.mostTitleWords))), words)
    }

    private func addIdentifier(_ text: String, _ document: UInt32) {
        var number = String(text.filter { $0.isLetter || $0.isNumber || "./".contains($0) }.lowercased().prefix(100))
        number.withUTF8 { builder.mark(.identifier, $0, document: document, payload: RecordFields.imprint.rawValue) }
    }

    private mutating func addValue(_ text: String, _ kind: RecordText.Kind, _ document: UInt32) -> Int {
        var text = text
        let fields = kind.fields
        var count = 0
        previousFolded.removeAll(keepingCapacity: true)
        joined.removeAll(keepingCapacity: true)
        text.withUTF8 { bytes in
            WordScanner.scan(bytes) { _, exact, folded in
                add(exact, folded, kind == .title && count == 0 ? [.title, .titleStart] : fields, document)
                if count > 0 {
                    addPair(exact, folded, kind == .title && count == 1 ? [.title, .titleStart] : fields, document)
                }
                if !joined.isEmpty { joined.append(0x20) }
                joined.append(contentsOf: folded)
                previousExact.removeAll(keepingCapacity: true)
                previousExact.append(contentsOf: exact)
                previousFolded.removeAll(keepingCapacity: true)
                previousFolded.append(contentsOf: folded)
                count += 1
                return true
            }
        }
        addWhole(kind, fields, document)
        return count
    }

    private func add(
        _ exact: UnsafeBufferPointer<UInt8>, _ folded: UnsafeBufferPointer<UInt8>, _ fields: RecordFields,
        _ document: UInt32
    ) {
        builder.mark(.foldedWord, folded, document: document, payload: fields.rawValue)
        if !exact.elementsEqual(folded) {
            builder.mark(.exactWord, exact, document: document, payload: fields.rawValue)
        }
    }

    private func addPair(
        _ exact: UnsafeBufferPointer<UInt8>, _ folded: UnsafeBufferPointer<UInt8>, _ fields: RecordFields,
        _ document: UInt32
    ) {
        previousFolded.withUnsafeBufferPointer { before in
            builder.mark(.foldedPair, before, folded, document: document, payload: fields.rawValue)
        }
        guard previousExact != previousFolded || !exact.elementsEqual(folded) else { return }
        previousExact.withUnsafeBufferPointer { before in
            builder.mark(.exactPair, before, exact, document: document, payload: fields.rawValue)
        }
    }

    private func addWhole(_ kind: RecordText.Kind, _ fields: RecordFields, _ document: UInt32) {
        let tag: TermTag
        switch kind {
        case .title, .otherTitle: tag = .wholeTitle
        case .creator: tag = .creatorName
        case .subject: tag = .subjectHeading
        case .otherSubject, .series, .imprint, .description, .identifier: return
        }
        guard !joined.isEmpty, joined.count <= Self.longestWhole else { return }
        joined.withUnsafeBufferPointer { builder.mark(tag, $0, document: document, payload: fields.rawValue) }
    }
}
