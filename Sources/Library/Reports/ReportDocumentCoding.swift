extension ReportDocument {
    /// The document as bytes, the same for the same words: what is kept of a
    /// report that was sent.
    package var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.put(Self.version)
        writer.put([head.superior, head.body, head.number, head.dated, head.subject, head.addressee])
        writer.put(opening)
        writer.put(sections) { writer, section in
            writer.put(section.key)
            writer.put(section.level)
            writer.put(section.title)
            writer.put(section.paragraphs)
            writer.put(section.table != nil)
            guard let table = section.table else { return }
            writer.put(table.columns) { writer, column in
                writer.put(column.key)
                writer.put(column.heading)
                writer.put(column.isNumber)
            }
            writer.put(table.rows) { writer, row in writer.put(row) }
        }
        writer.put(closing)
        writer.put(recipients)
        writer.put([signature.authority, signature.position, signature.name])
        return writer.bytes
    }

    package init(bytes: [UInt8]) throws(WireError) {
        var reader = ByteReader(bytes)
        guard try reader.int() == Self.version else { throw .unknownCode }
        let head = try reader.texts(6)
        self.head = Head(
            superior: head[0], body: head[1], number: head[2], dated: head[3], subject: head[4], addressee: head[5])
        opening = try reader.texts()
        sections = try reader.list { reader throws(WireError) in try reader.section() }
        closing = try reader.texts()
        recipients = try reader.texts()
        let signature = try reader.texts(3)
        self.signature = Signature(authority: signature[0], position: signature[1], name: signature[2])
        try reader.finish()
    }

    private static let version = 1
}

extension ByteReader {
    /// Exactly so many texts.
    mutating func texts(_ count: Int) throws(WireError) -> [String] {
        let texts = try texts()
        guard texts.count == count else { throw .outOfRange }
        return texts
    }

    fileprivate mutating func section() throws(WireError) -> ReportDocument.Section {
        var section = ReportDocument.Section(try text(), level: try int(), try text(), try texts())
        guard try flag() else { return section }
        let columns = try list { reader throws(WireError) in
            ReportDocument.Table.Column(try reader.text(), try reader.text(), isNumber: try reader.flag())
        }
        let rows = try list { reader throws(WireError) in try reader.texts() }
        section.table = ReportDocument.Table(columns, rows: rows)
        return section
    }
}
