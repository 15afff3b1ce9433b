import CLibXML2
import Library

/// Owns a libxml2 tree; nodes keep it alive.
final class XMLTree {
    let document: xmlDocPtr
    init(_ document: xmlDocPtr) { self.document = document }
    deinit { xmlFreeDoc(document) }

    /// libxml2 wants its tables made once, before threads use it.
    static let isReady: Bool = {
        xmlInitParser()
        hoclieu_xml_silence()
        return true
    }()

    /// The depth of the deepest element, 1 for the root, without recursion.
    var depth: Int {
        guard var node = xmlDocGetRootElement(document) else { return 0 }
        let root = node
        var depth = 1, deepest = 1
        while true {
            if node.pointee.type == XML_ELEMENT_NODE, let child = node.pointee.children {
                node = child
                depth += 1
                if child.pointee.type == XML_ELEMENT_NODE { deepest = max(deepest, depth) }
                continue
            }
            while node != root, node.pointee.next == nil, let parent = node.pointee.parent {
                node = parent
                depth -= 1
            }
            guard node != root, let next = node.pointee.next else { return deepest }
            node = next
            if next.pointee.type == XML_ELEMENT_NODE { deepest = max(deepest, depth) }
        }
    }

    /// The first fatal fault libxml2 noted in `context`, in our words.
    static func fault(of context: xmlParserCtxtPtr) -> XMLFault {
        let error = context.pointee.lastError
        let line = error.line > 0 ? Int(error.line) : nil
        guard let message = error.message else { return XMLFault(.xmlMalformed, line: line, "the document is not XML") }
        let text = String(cString: message).split(separator: "\n").first.map(String.init) ?? ""
        if text.contains("Excessive depth") { return XMLFault(.xmlTooDeep, line: line, text) }
        return XMLFault(.xmlMalformed, line: line, text)
    }
}
