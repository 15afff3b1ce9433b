import CLibXML2
package import Library

/// A small XML document held as a tree: container, package, navigation,
/// chapter, settings. Large lists are read by ``XMLStream``.
///
/// Nothing is loaded, expanded or validated. The named characters of HTML are
/// known; a DOCTYPE may name a public id, which is ignored, but may declare
/// nothing.
package struct XMLDocument {
    package let root: XMLNode

    package init(_ bytes: [UInt8], limits: ReadingLimits = ReadingLimits()) throws(XMLFault) {
        guard bytes.count <= limits.documentBytes else {
            throw XMLFault(.xmlTooLarge, "the document has \(bytes.count) bytes, more than \(limits.documentBytes)")
        }
        let prepared = try XMLProlog.prepared(bytes)
        let tree = try XMLDocument.tree(HTMLEntities.expanded(prepared.bytes), encoding: prepared.encoding)
        guard let root = xmlDocGetRootElement(tree.document) else {
            throw XMLFault(.xmlMalformed, "the document is empty")
        }
        let depth = tree.depth
        guard depth <= limits.documentDepth else {
            throw XMLFault(.xmlTooDeep, "elements stand \(depth) deep, more than \(limits.documentDepth)")
        }
        self.root = XMLNode(tree: tree, node: root)
    }

    private static func tree(_ bytes: [UInt8], encoding: String?) throws(XMLFault) -> XMLTree {
        guard XMLTree.isReady, let context = xmlNewParserCtxt() else { throw XMLFault(.xmlMalformed, "out of memory") }
        defer { xmlFreeParserCtxt(context) }
        // The prolog was blanked above; should another encoding hide a DOCTYPE
        // from us, the parser stops where it meets it.
        context.pointee.sax.pointee.internalSubset = { context, _, _, _ in
            xmlStopParser(context?.assumingMemoryBound(to: xmlParserCtxt.self))
        }
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        let document = bytes.withUnsafeBytes { bytes in
            xmlCtxtReadMemory(
                context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil, encoding,
                options)
        }
        guard let document else {
            if context.pointee.errNo == XML_ERR_USER_STOP.rawValue {
                throw XMLFault(.xmlDoctype, "the document has a DOCTYPE in an encoding that is not read")
            }
            throw XMLTree.fault(of: context)
        }
        return XMLTree(document)
    }
}
