import Library

/// Events of an XML document → records: MARCXML wherever it stands, Dublin
/// Core inside an OAI-PMH or SRU answer.
///
/// Elements are known by their local names, since real files bind MARC to any
/// prefix, to the wrong namespace, or to none.
struct MARCXMLParser {
    enum Found {
        case marc(MARCRecord, Place)
        case dublinCore([DublinCoreElement], Place)
        /// A record that its source says it has deleted.
        case deleted(identifier: String, line: Int)
        /// A record element in which nothing is that a catalogue could read.
        case empty(Place)
    }

    /// Where an element begins, counted by the stream.
    struct Place {
        var start: Int64?
        var end: Int64?
        var line: Int
        /// The identifier in the header of the OAI-PMH record around it.
        var harvestIdentifier: String?
        /// Its end tag is missing.
        var isUnclosed = false
    }

    /// The innermost record element that is open.
    private(set) var recordStart: (offset: Int64?, line: Int)?
    /// The code of an OAI-PMH error.
    private(set) var harvestError: String?
    /// The first element of the document, and what its answer is about.
    private(set) var root: String?
    private(set) var verb: String?

    private var builder: MARCRecordBuilder?
    private var dublinCore: [DublinCoreElement]?
    private var dublinCoreStart: (offset: Int64?, line: Int)?
    private var text = ""
    private var inHeader = false
    private var isDeleted = false
    private var identifier: String?

    /// Whether a record is being read.
    var isInRecord: Bool { builder != nil || dublinCore != nil }
    /// Where what is being read began.
    var openStart: (offset: Int64?, line: Int)? { dublinCore != nil ? dublinCoreStart : recordStart }

    /// Takes one event; gives a record when its end is reached.
    mutating func take(_ event: XMLStream.Event, offset: Int64?, line: Int) -> Found? {
        switch event {
        case .startElement(let name, _, let attributes):
            let unclosed = name == "record" ? closeUnfinished(offset) : nil
            start(name, attributes, offset, line)
            return unclosed
        case .text(let string):
            text += string
            return nil
        case .endElement(let name, _): return end(name, offset)
        }
    }

    /// A record that begins inside another: the end tag of the first is missing.
    private mutating func closeUnfinished(_ offset: Int64?) -> Found? {
        guard let record = builder?.record, let start = recordStart else { return nil }
        builder = nil
        return .marc(
            record,
            Place(start: start.offset, end: offset, line: start.line, harvestIdentifier: identifier, isUnclosed: true))
    }

    private mutating func start(_ name: String, _ attributes: [XMLAttribute], _ offset: Int64?, _ line: Int) {
        if root == nil { root = name } else if verb == nil, name != "responseDate", name != "request" { verb = name }
        text = ""
        switch name {
        case "record" where builder == nil: recordStart = (offset, line)
        case "leader": if recordStart != nil, builder == nil { builder = MARCRecordBuilder() }
        case "controlfield", "datafield":
            guard recordStart != nil else { return }
            if builder == nil { builder = MARCRecordBuilder() }
            builder?.startField(name == "controlfield", attributes)
        case "subfield": builder?.startSubfield(attributes)
        case "dc" where builder == nil && dublinCore == nil:
            dublinCore = []
            dublinCoreStart = (offset, line)
        case "header" where builder == nil:
            inHeader = true
            identifier = nil
            isDeleted = attributes.contains { $0.name == "status" && $0.value == "deleted" }
        case "error" where builder == nil && dublinCore == nil:
            harvestError = attributes.first { $0.name == "code" }?.value ?? harvestError
        default: break
        }
    }

    private mutating func end(_ name: String, _ offset: Int64?) -> Found? {
        defer { text = "" }
        switch name {
        case "leader": builder?.leader = MARCLeader(text.utf8)
        case "controlfield": builder?.endControlField(text)
        case "datafield": builder?.endDataField(text)
        case "subfield": builder?.endSubfield(text)
        case "identifier" where inHeader: identifier = CleanText.string(text)
        case "header" where inHeader: return endHeader()
        case "record" where builder != nil:
            guard let record = builder?.record, let start = recordStart else { return nil }
            builder = nil
            recordStart = nil
            return .marc(
                record, Place(start: start.offset, end: offset, line: start.line, harvestIdentifier: identifier))
        case "record" where dublinCore == nil:
            // Around a record that was found, it is only its envelope.
            guard let start = recordStart else { return nil }
            recordStart = nil
            return .empty(
                Place(start: start.offset, end: offset, line: start.line, harvestIdentifier: identifier))
        case "dc" where dublinCore != nil:
            guard let elements = dublinCore, let start = dublinCoreStart else { return nil }
            dublinCore = nil
            recordStart = nil
            return .dublinCore(
                elements, Place(start: start.offset, end: offset, line: start.line, harvestIdentifier: identifier))
        default:
            if dublinCore != nil { dublinCore?.append(DublinCoreElement(name: name, value: CleanText.string(text))) }
        }
        return nil
    }

    private mutating func endHeader() -> Found? {
        inHeader = false
        // A header outside a record stands in a list of identifiers.
        guard isDeleted, recordStart != nil else { return nil }
        isDeleted = false
        let line = recordStart?.line ?? 1
        recordStart = nil
        return .deleted(identifier: identifier ?? "", line: line)
    }
}

/// Builds the flat form of a MARC record from its XML elements.
struct MARCRecordBuilder {
    var leader = MARCLeader([])
    private var text: [UInt8] = []
    private var fields: [MARCField] = []
    private var subfields: [MARCSubfield] = []
    private var code: UInt8?
    private var firstSubfield = 0
    private var open: MARCField?

    init() {
        text.reserveCapacity(2_048)
        fields.reserveCapacity(32)
        subfields.reserveCapacity(64)
    }

    var record: MARCRecord {
        var record = MARCRecord(leader: leader, text: text)
        record.fields = fields
        record.subfields = subfields
        return record
    }

    mutating func startField(_ isControl: Bool, _ attributes: [XMLAttribute]) {
        var field = MARCField(tag: 0, content: text.count..<text.count)
        for attribute in attributes {
            switch attribute.name {
            case "tag": field.tag = attribute.value.utf8.count == 3 ? Int(attribute.value) ?? 0 : 0
            case "ind1": field.indicator1 = attribute.value.utf8.first ?? 0x20
            case "ind2": field.indicator2 = attribute.value.utf8.first ?? 0x20
            default: break
            }
        }
        if field.tag < 0 { field.tag = 0 }
        firstSubfield = subfields.count
        open = field
    }

    mutating func startSubfield(_ attributes: [XMLAttribute]) {
        code = attributes.first { $0.name == "code" }?.value.utf8.first
    }

    mutating func endControlField(_ value: String) {
        guard var field = open else { return }
        field.content = append(value)
        fields.append(field)
        open = nil
    }

    mutating func endSubfield(_ value: String) {
        guard open != nil, let code else { return }
        subfields.append(MARCSubfield(code: code, content: append(value)))
        self.code = nil
    }

    /// A field whose text stands in no subfield keeps it as $a.
    mutating func endDataField(_ value: String) {
        guard var field = open else { return }
        let isBare = subfields.count == firstSubfield && value.utf8.contains { $0 > 0x20 }
        if isBare { subfields.append(MARCSubfield(code: UInt8(ascii: "a"), content: append(value))) }
        field.subfields = firstSubfield..<subfields.count
        fields.append(field)
        open = nil
    }

    private mutating func append(_ value: String) -> Range<Int> {
        let start = text.count
        text.append(contentsOf: value.utf8)
        return start..<text.count
    }
}
