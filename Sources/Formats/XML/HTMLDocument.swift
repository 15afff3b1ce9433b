import CLibXML2
package import Library

/// A chapter that is not XML, read as browsers read: every text is kept.
package struct HTMLDocument {
    package let root: XMLNode

    /// Throws only for size and depth; any other bytes give a document.
    package init(_ bytes: [UInt8], limits: ReadingLimits = ReadingLimits()) throws(XMLFault) {
        guard bytes.count <= limits.documentBytes else {
            throw XMLFault(.xmlTooLarge, "the document has \(bytes.count) bytes, more than \(limits.documentBytes)")
        }
        let source = HTMLDocument.prepared(bytes)
        guard XMLTree.isReady, let context = htmlNewParserCtxt() else { throw XMLFault(.xmlMalformed, "out of memory") }
        defer { htmlFreeParserCtxt(context) }
        let options = Int32(
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
                | HTML_PARSE_NOWARNING.rawValue)
        let document = source.withUnsafeBytes { bytes in
            htmlCtxtReadMemory(
                context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil, "UTF-8",
                options)
        }
        guard let document else { throw XMLTree.fault(of: context) }
        let tree = XMLTree(document)
        // The parser stops at 256 levels and keeps what it had by then.
        let fault = XMLTree.fault(of: context)
        guard fault.code != .xmlTooDeep, tree.depth <= limits.documentDepth else {
            throw XMLFault(.xmlTooDeep, "elements stand more than \(limits.documentDepth) deep")
        }
        guard let root = xmlDocGetRootElement(document) else { throw XMLFault(.xmlMalformed, "the document is empty") }
        self.root = XMLNode(tree: tree, node: root)
    }

    /// As UTF-8, without what would end or hide text: for libxml2 a zero byte
    /// ends it, and CDATA is a comment.
    private static func prepared(_ bytes: [UInt8]) -> [UInt8] {
        let (plain, encoding) = XMLProlog.decodingUTF16(bytes)
        var source = encoding == nil ? ChapterEncoding.utf8(plain) : plain
        if let doctype = XMLProlog.doctype(in: source) { XMLProlog.blank(doctype.range, in: &source) }
        source.removeAll { $0 == 0 }
        return escapingCDATA(source)
    }

    private static func escapingCDATA(_ source: [UInt8]) -> [UInt8] {
        let start = Array("<![CDATA[".utf8), end = Array("]]>".utf8)
        guard var inner = XMLProlog.end(of: start, in: source, from: 0) else { return source }
        var result: [UInt8] = [], place = 0
        while true {
            result.append(contentsOf: source[place..<(inner - start.count)])
            let close = XMLProlog.end(of: end, in: source, from: inner)
            for byte in source[inner..<(close.map { $0 - end.count } ?? source.count)] {
                switch byte {
                case UInt8(ascii: "<"): result.append(contentsOf: "&lt;".utf8)
                case UInt8(ascii: "&"): result.append(contentsOf: "&amp;".utf8)
                default: result.append(byte)
                }
            }
            place = close ?? source.count
            guard let next = XMLProlog.end(of: start, in: source, from: place) else { break }
            inner = next
        }
        result.append(contentsOf: source[place...])
        return result
    }
}
