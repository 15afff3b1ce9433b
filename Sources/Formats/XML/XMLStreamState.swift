import CLibXML2
import Library

/// What libxml2's push parser tells, gathered into events.
///
/// A value behind a pointer, because the parser calls back while it runs: five
/// million calls for a hundred megabytes, each of them cheap.
struct XMLStreamState {
    struct Entry {
        var event: XMLStream.Event
        var offset: Int64?
        var line: Int
    }

    var events: [Entry] = []
    private(set) var fault: XMLFault?

    private let limits: ReadingLimits
    private var context: xmlParserCtxtPtr?
    private var text: [UInt8] = []
    private var textIsBlank = true
    private var depth = 0
    private var lastWasStart = false
    private var names = XMLNameCache()

    private init(limits: ReadingLimits) {
        self.limits = limits
        events.reserveCapacity(4_096)
    }

    /// A parser with its state; nil when there is no memory for it.
    static func make(limits: ReadingLimits) -> UnsafeMutablePointer<XMLStreamState>? {
        let state = UnsafeMutablePointer<XMLStreamState>.allocate(capacity: 1)
        state.initialize(to: XMLStreamState(limits: limits))
        var handler = XMLStreamState.handler
        guard let context = xmlCreatePushParserCtxt(&handler, state, nil, 0, nil) else {
            destroy(state)
            return nil
        }
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        xmlCtxtUseOptions(context, options)
        state.pointee.context = context
        return state
    }

    static func destroy(_ state: UnsafeMutablePointer<XMLStreamState>) {
        if let context = state.pointee.context {
            if let document = context.pointee.myDoc { xmlFreeDoc(document) }
            xmlFreeParserCtxt(context)
        }
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// Hands bytes to the parser; none is the end. The state is not held while
    /// the parser writes to it.
    static func parse(_ bytes: UnsafeRawBufferPointer, in state: UnsafeMutablePointer<XMLStreamState>) {
        guard state.pointee.fault == nil, let context = state.pointee.context else { return }
        let isEnd = bytes.isEmpty
        let text = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        let result = xmlParseChunk(context, isEnd ? nil : text, Int32(bytes.count), isEnd ? 1 : 0)
        state.pointee.note(result, of: context)
        if isEnd, state.pointee.fault == nil, state.pointee.depth > 0 {
            state.pointee.fault = XMLFault(
                .xmlMalformed, line: state.pointee.line, "the document ends inside an element")
        }
    }

    private mutating func note(_ result: Int32, of context: xmlParserCtxtPtr) {
        let isFatal = context.pointee.wellFormed == 0 || context.pointee.disableSAX != 0
        guard fault == nil, result != 0, isFatal else { return }
        fault = XMLTree.fault(of: context)
    }

    private mutating func stop(_ code: DiagnosticCode, _ reason: String) {
        guard fault == nil, let context else { return }
        fault = XMLFault(code, line: line, reason)
        xmlStopParser(context)
    }

    private var line: Int { context.map { Int(xmlSAX2GetLineNumber($0)) } ?? 0 }

    /// Where the parser stands, in bytes; nil when the input is converted.
    private var consumed: Int64? {
        guard let input = context?.pointee.input, let buffer = input.pointee.buf, buffer.pointee.encoder == nil else {
            return nil
        }
        return Int64(input.pointee.consumed) + Int64(input.pointee.cur - input.pointee.base)
    }

    // MARK: What the parser calls

    fileprivate mutating func start(
        _ name: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?, _ count: Int32,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard fault == nil else { return }
        flush(keepingBlank: false)
        depth += 1
        guard depth <= limits.documentDepth else {
            return stop(.xmlTooDeep, "elements stand more than \(limits.documentDepth) deep")
        }
        let event = XMLStream.Event.startElement(
            name: names[name], namespace: names[namespace], attributes: read(Int(count), attributes))
        events.append(Entry(event: event, offset: startOffset, line: line))
        lastWasStart = true
    }

    fileprivate mutating func end(_ name: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?) {
        guard fault == nil else { return }
        flush(keepingBlank: lastWasStart)
        depth -= 1
        events.append(
            Entry(event: .endElement(name: names[name], namespace: names[namespace]), offset: consumed, line: line))
        lastWasStart = false
    }

    fileprivate mutating func characters(_ first: UnsafePointer<xmlChar>?, _ count: Int32) {
        guard fault == nil, let first, count > 0 else { return }
        let bytes = UnsafeBufferPointer(start: first, count: Int(count))
        guard text.count + bytes.count <= limits.documentBytes else {
            return stop(.xmlTooLarge, "a text has more than \(limits.documentBytes) bytes")
        }
        if textIsBlank { textIsBlank = bytes.allSatisfy(XMLProlog.isSpace) }
        text.append(contentsOf: bytes)
    }

    /// A reference the parser could not resolve: known only with a DOCTYPE.
    fileprivate mutating func reference(_ name: UnsafePointer<xmlChar>?) {
        guard fault == nil, let name = name.map({ String(cString: $0) }) else { return }
        guard let scalar = HTMLEntities.scalar(named: name[...]) else {
            return stop(.xmlMalformed, "the entity \(name) is not known")
        }
        textIsBlank = false
        text.append(contentsOf: Array(String(Character(scalar)).utf8))
    }

    fileprivate mutating func declaration() {
        stop(.xmlDoctype, "the document declares its own entities or elements in a DOCTYPE")
    }

    // MARK: Pieces

    private mutating func flush(keepingBlank: Bool) {
        guard !text.isEmpty else { return }
        if !textIsBlank || keepingBlank {
            events.append(Entry(event: .text(String(decoding: text, as: UTF8.self)), offset: nil, line: line))
        }
        text.removeAll(keepingCapacity: true)
        textIsBlank = true
    }

    /// A start tag is told when its last character is reached; an attribute
    /// cannot hold "<", so the nearest one before is the tag's own.
    private var startOffset: Int64? {
        guard let end = consumed, let input = context?.pointee.input, let base = input.pointee.base else { return nil }
        var place = input.pointee.cur - base
        while place > 0, base[place] != UInt8(ascii: "<") { place -= 1 }
        return end - Int64(input.pointee.cur - base - place)
    }

    /// SAX2 gives five pointers an attribute: name, prefix, namespace, and the
    /// two ends of the value.
    private mutating func read(_ count: Int, _ fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) -> [XMLAttribute]
    {
        guard count > 0, let fields else { return [] }
        return (0..<count).map { index in
            let field = fields + index * 5
            var value = ""
            if let start = field[3], let end = field[4] {
                value = String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
            }
            return XMLAttribute(name: names[field[0]], namespace: names[field[2]], value: value)
        }
    }

    /// Only what is read here is set: nothing builds a tree, nothing is loaded.
    private static var handler: xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = { owner, name, _, namespace, _, _, count, _, attributes in
            state(owner)?.pointee.start(name, namespace, count, attributes)
        }
        handler.endElementNs = { owner, name, _, namespace in state(owner)?.pointee.end(name, namespace) }
        handler.characters = { owner, bytes, count in state(owner)?.pointee.characters(bytes, count) }
        handler.ignorableWhitespace = handler.characters
        handler.cdataBlock = handler.characters
        handler.reference = { owner, name in state(owner)?.pointee.reference(name) }
        handler.entityDecl = { owner, _, _, _, _, _ in state(owner)?.pointee.declaration() }
        handler.unparsedEntityDecl = { owner, _, _, _, _ in state(owner)?.pointee.declaration() }
        handler.elementDecl = { owner, _, _, _ in state(owner)?.pointee.declaration() }
        handler.attributeDecl = { owner, _, _, _, _, _, tree in
            xmlFreeEnumeration(tree)
            state(owner)?.pointee.declaration()
        }
        handler.notationDecl = { owner, _, _, _ in state(owner)?.pointee.declaration() }
        handler.serror = { _, _ in }
        return handler
    }
}

/// The state behind the pointer that libxml2 hands back.
private func state(_ owner: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLStreamState>? {
    owner?.assumingMemoryBound(to: XMLStreamState.self)
}

/// libxml2 keeps each name once per document, so the pointer knows the string.
private struct XMLNameCache {
    private var pointers = [UnsafePointer<xmlChar>?](repeating: nil, count: 256)
    private var names = [String](repeating: "", count: 256)

    subscript(_ pointer: UnsafePointer<xmlChar>?) -> String {
        mutating get {
            guard let pointer else { return "" }
            let address = UInt(bitPattern: pointer)
            let place = Int((address ^ address >> 8) & 255)
            if pointers[place] != pointer { (pointers[place], names[place]) = (pointer, String(cString: pointer)) }
            return names[place]
        }
    }
}
