import CLibXML2
import Glibc

/// A node of a document tree, read only; it keeps its tree alive.
package struct XMLNode {
    package enum Kind { case element, text, other }

    let tree: XMLTree
    let node: xmlNodePtr

    package var kind: Kind {
        switch node.pointee.type {
        case XML_ELEMENT_NODE: .element
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: .text
        default: .other
        }
    }

    /// The name without prefix; empty for a node that is not an element.
    package var name: String {
        guard node.pointee.type == XML_ELEMENT_NODE, let name = node.pointee.name else { return "" }
        return String(cString: name)
    }

    package var namespace: String? {
        guard node.pointee.type == XML_ELEMENT_NODE else { return nil }
        return node.pointee.ns?.pointee.href.map { String(cString: $0) }
    }

    /// 1-based; libxml2 counts to 65,535.
    package var line: Int { Int(node.pointee.line) }

    package var parent: XMLNode? {
        guard let parent = node.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE else { return nil }
        return XMLNode(tree: tree, node: parent)
    }

    /// All nodes directly below, in order.
    package var children: XMLSiblings {
        XMLSiblings(tree: tree, first: node.pointee.type == XML_ELEMENT_NODE ? node.pointee.children : nil)
    }

    /// The elements directly below, in order.
    package var elements: LazyFilterSequence<XMLSiblings> { children.lazy.filter { $0.kind == .element } }

    /// The elements directly below of that local name.
    package func elements(named name: String) -> [XMLNode] { elements.filter { $0.isNamed(name) } }

    package func firstElement(named name: String) -> XMLNode? { elements.first { $0.isNamed(name) } }

    /// True for an element of that local name; quicker than comparing ``name``.
    package func isNamed(_ name: String) -> Bool {
        guard node.pointee.type == XML_ELEMENT_NODE, let own = node.pointee.name else { return false }
        return XMLNode.equal(own, name)
    }

    /// The elements of that local name anywhere below, in document order.
    package func descendants(named name: String) -> [XMLNode] {
        var found: [XMLNode] = []
        visit { node in
            if node.isNamed(name) { found.append(node) }
        }
        return found
    }

    /// Calls `body` for every node below, in document order.
    package func visit(_ body: (XMLNode) -> Void) {
        for child in children {
            body(child)
            child.visit(body)
        }
    }

    /// The text of this node and everything below, joined as it stands.
    package var text: String {
        var bytes: [UInt8] = []
        appendText(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func appendText(to bytes: inout [UInt8]) {
        switch kind {
        case .text: withText { bytes.append(contentsOf: $0) }
        case .element: for child in children { child.appendText(to: &bytes) }
        case .other: break
        }
    }

    /// The UTF-8 bytes of a text node, without copying.
    package func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard kind == .text, let content = node.pointee.content else {
            return body(UnsafeBufferPointer(start: nil, count: 0))
        }
        return body(UnsafeBufferPointer(start: content, count: strlen(XMLNode.characters(content))))
    }

    static func characters(_ bytes: UnsafePointer<xmlChar>) -> UnsafePointer<CChar> {
        UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self)
    }

    static func equal(_ bytes: UnsafePointer<xmlChar>, _ name: String) -> Bool { strcmp(characters(bytes), name) == 0 }
}

/// The nodes below one node.
package struct XMLSiblings: Sequence, IteratorProtocol {
    let tree: XMLTree
    var following: xmlNodePtr?

    init(tree: XMLTree, first: xmlNodePtr?) { (self.tree, self.following) = (tree, first) }

    package mutating func next() -> XMLNode? {
        guard let node = following else { return nil }
        following = node.pointee.next
        return XMLNode(tree: tree, node: node)
    }
}
