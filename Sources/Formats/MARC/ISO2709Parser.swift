import Library

/// The bytes of one ISO 2709 record → its fields, whatever state its leader
/// and directory are in.
struct ISO2709Parser {
    private(set) var faults: [RecordFault] = []
    private var bytes: UnsafeBufferPointer<UInt8>
    private var fields: [MARCField] = []
    private var subfields: [MARCSubfield] = []
    /// More than this many faults of one record say nothing new.
    private static let mostFaults = 20

    /// Reads a record; never fails, but the record may be empty.
    static func parse(_ source: [UInt8]) -> (record: MARCRecord, faults: [RecordFault]) {
        source.withUnsafeBufferPointer { bytes in
            var parser = ISO2709Parser(bytes: bytes)
            parser.fields.reserveCapacity(32)
            parser.subfields.reserveCapacity(64)
            parser.run()
            var record = MARCRecord(leader: MARCLeader(source.prefix(24)), text: source)
            record.fields = parser.fields
            record.subfields = parser.subfields
            return (record, parser.faults)
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private static let fieldEnd: UInt8 = 0x1E
    private static let subfieldStart: UInt8 = 0x1F

    private mutating func run() {
        guard bytes.count > 24 else { return }
        var end = bytes.count
        if bytes[end - 1] == ISO2709Splitter.terminator { end -= 1 }
        let base = baseAddress(end: end)
        guard readByDirectory(base: base, end: end) else {
            fields.removeAll(keepingCapacity: true)
            subfields.removeAll(keepingCapacity: true)
            readBySeparators(base: base, end: end)
            return
        }
    }

    /// Where the data begins: as the leader says, or after the first field end.
    private mutating func baseAddress(end: Int) -> Int {
        if let base = ISO2709Splitter.number(bytes, 12, 5), base > 24, base <= end, bytes[base - 1] == Self.fieldEnd,
            (base - 25) % 12 == 0
        {
            return base
        }
        let first = bytes[24..<end].firstIndex(of: Self.fieldEnd) ?? end - 1
        let said = String(decoding: bytes[12..<17], as: UTF8.self)
        fault(.marcDirectory, nil, "The base address \"\(said)\" is wrong: the directory ends at byte \(first).")
        return first + 1
    }

    /// Reads the fields where the directory says they are; false when it does
    /// not fit the data.
    private mutating func readByDirectory(base: Int, end: Int) -> Bool {
        guard (base - 25) % 12 == 0 else { return false }
        var entry = 24
        while entry + 12 < base {
            guard let length = ISO2709Splitter.number(bytes, entry + 3, 4), length > 0,
                let start = ISO2709Splitter.number(bytes, entry + 7, 5)
            else { return misfit(entry) }
            let from = base + start
            let to = from + length
            guard to <= end, bytes[to - 1] == Self.fieldEnd, bytes[from - 1] == Self.fieldEnd else {
                return misfit(entry)
            }
            add(tagAt: entry, from..<to - 1)
            entry += 12
        }
        return true
    }

    private mutating func misfit(_ entry: Int) -> Bool {
        let text = String(decoding: bytes[entry..<entry + 12], as: UTF8.self)
        fault(
            .marcDirectory, tagText(entry),
            "The directory entry \"\(text)\" does not fit the data; the field ends were followed.")
        return false
    }

    /// Reads the fields by their end marks, and gives each its tag from the
    /// directory: from the entry that has its length and start, else from the
    /// entry in its place.
    private mutating func readBySeparators(base: Int, end: Int) {
        var order = 0
        var from = base
        while from < end {
            let to = bytes[from..<end].firstIndex(of: Self.fieldEnd) ?? end
            if to > from || to < end {
                let entry = entryPlace(length: to - from + 1, start: from - base, order: order, base: base)
                if let entry { add(tagAt: entry, from..<to) }
                order += 1
            }
            from = to + 1
        }
    }

    private func entryPlace(length: Int, start: Int, order: Int, base: Int) -> Int? {
        if length <= 9_999, start <= 99_999 {
            let wanted = Self.digits(length, 4) + Self.digits(start, 5)
            var place = 27
            while place + 9 < base {
                if bytes[place] == wanted[0], bytes[place..<place + 9].elementsEqual(wanted) { return place - 3 }
                place += 1
            }
        }
        let byOrder = 24 + 12 * order
        return byOrder + 3 < base ? byOrder : nil
    }

    private static func digits(_ value: Int, _ width: Int) -> [UInt8] {
        var digits = [UInt8](repeating: 0x30, count: width)
        var rest = value
        for place in stride(from: width - 1, through: 0, by: -1) {
            digits[place] = UInt8(0x30 + rest % 10)
            rest /= 10
        }
        return digits
    }

    private func tagText(_ entry: Int) -> String { String(decoding: bytes[entry..<entry + 3], as: UTF8.self) }

    private mutating func add(tagAt entry: Int, _ content: Range<Int>) {
        var field = MARCField(tag: ISO2709Splitter.number(bytes, entry, 3) ?? 0, content: content)
        defer { fields.append(field) }
        if field.isControl { return }
        guard let first = bytes[content].firstIndex(of: Self.subfieldStart) else {
            takeWithoutSubfields(&field, entry)
            return
        }
        let indicators = first - content.lowerBound
        if indicators != 2 {
            let what = indicators == 0 ? "no indicators" : "\(indicators) characters before its first subfield, not 2"
            fault(.marcIndicator, tagText(entry), "The field has \(what).")
        }
        if indicators >= 2 {
            field.indicator1 = bytes[content.lowerBound]
            field.indicator2 = bytes[content.lowerBound + 1]
        }
        field.content = first..<content.upperBound
        field.subfields = addSubfields(from: first, to: content.upperBound)
    }

    /// A data field without a subfield mark: what follows its indicators is
    /// taken as $a, nothing is lost.
    private mutating func takeWithoutSubfields(_ field: inout MARCField, _ entry: Int) {
        let content = field.content
        guard content.count > 2, field.tag > 0 else { return }
        fault(.marcField, tagText(entry), "The field has no subfield; its text was taken as $a.")
        field.indicator1 = bytes[content.lowerBound]
        field.indicator2 = bytes[content.lowerBound + 1]
        field.subfields = subfields.count..<subfields.count + 1
        subfields.append(MARCSubfield(code: 0x61, content: content.lowerBound + 2..<content.upperBound))
    }

    private mutating func addSubfields(from first: Int, to end: Int) -> Range<Int> {
        let start = subfields.count
        var mark = first
        while mark < end {
            var next = mark + 1
            while next < end, bytes[next] != Self.subfieldStart { next += 1 }
            if next > mark + 1 { subfields.append(MARCSubfield(code: bytes[mark + 1], content: mark + 2..<next)) }
            mark = next
        }
        return start..<subfields.count
    }

    private mutating func fault(_ code: DiagnosticCode, _ tag: String?, _ reason: String) {
        if faults.count < Self.mostFaults { faults.append(RecordFault(code, field: tag, reason)) }
    }
}
