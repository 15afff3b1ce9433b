import CLibXML2
import Library

extension XMLDocument {
    /// The document written anew as Canonical XML 1.0 without comments: no
    /// declaration, no CDATA, every empty element with both tags, every quotation
    /// mark the same. What cannot be understood is gone.
    package func canonical() throws(XMLFault) -> [UInt8] {
        var memory: UnsafeMutablePointer<xmlChar>?
        let count = xmlC14NDocDumpMemory(
            root.tree.document, nil, Int32(XML_C14N_1_0.rawValue), nil, 0, &memory)
        defer { if let memory { hoclieu_xml_free(memory) } }
        guard count > 0, let memory else { throw XMLFault(.xmlMalformed, "the document cannot be written anew") }
        return Array(UnsafeBufferPointer(start: memory, count: Int(count)))
    }
}
