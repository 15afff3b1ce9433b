import CLibXML2

/// An attribute of an element; names are local, without prefix.
package struct XMLAttribute: Equatable, Sendable {
    package var name: String
    /// Empty for an attribute without prefix.
    package var namespace: String
    package var value: String
    package init(name: String, namespace: String = "", value: String) {
        (self.name, self.namespace, self.value) = (name, namespace, value)
    }
}

extension XMLNode {
    /// The value of an attribute without prefix.
    package func attribute(_ name: String) -> String? { value { $0.ns == nil && XMLNode.equal($0.name, name) } }

    /// The value of an attribute of a namespace, such as `xml:lang`.
    package func attribute(_ name: String, namespace: String) -> String? {
        value { attribute in
            guard let href = attribute.ns?.pointee.href else { return false }
            return XMLNode.equal(attribute.name, name) && XMLNode.equal(href, namespace)
        }
    }

    /// All attributes in document order.
    package var attributes: [XMLAttribute] {
        var result: [XMLAttribute] = []
        var attribute = firstAttribute
        while let current = attribute {
            let namespace = current.pointee.ns?.pointee.href.map { String(cString: $0) } ?? ""
            result.append(
                XMLAttribute(
                    name: String(cString: current.pointee.name), namespace: namespace, value: XMLNode.value(of: current)
                ))
            attribute = current.pointee.next
        }
        return result
    }

    private func value(where matches: (xmlAttr) -> Bool) -> String? {
        var attribute = firstAttribute
        while let current = attribute {
            if matches(current.pointee) { return XMLNode.value(of: current) }
            attribute = current.pointee.next
        }
        return nil
    }

    private var firstAttribute: xmlAttrPtr? { node.pointee.type == XML_ELEMENT_NODE ? node.pointee.properties : nil }

    private static func value(of attribute: xmlAttrPtr) -> String {
        guard let first = attribute.pointee.children else { return "" }
        if first.pointee.next == nil, let content = first.pointee.content { return String(cString: content) }
        var text = "", node: xmlNodePtr? = first
        while let current = node {
            if let content = current.pointee.content { text += String(cString: content) }
            node = current.pointee.next
        }
        return text
    }
}
