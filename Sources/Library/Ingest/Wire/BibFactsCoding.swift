/// The catalogue's values on the wire.
extension ByteWriter {
    mutating func put(_ facts: BibFacts) {
        put(facts.title)
        put(facts.subtitle)
        put(facts.otherTitles) { writer, title in
            writer.put(title.kind, in: WireCodes.otherTitle)
            writer.put(title.text)
        }
        put(facts.creators) { writer, creator in
            writer.put(creator.name)
            writer.put(creator.role, in: WireCodes.role)
            writer.put(creator.filedAs)
            writer.put(creator.isBody)
        }
        put(facts.publisher)
        put(facts.place)
        put(facts.year)
        put(facts.languages)
        put(facts.identifiers) { writer, identifier in
            writer.put(identifier.scheme, in: WireCodes.identifier)
            writer.put(identifier.value)
        }
        put(facts.classifications) { writer, classification in
            writer.put(classification.scheme, in: WireCodes.classification)
            writer.put(classification.number)
        }
        put(facts.subjects)
        put(facts.genres)
        put(facts.series) { writer, part in
            writer.put(part.title)
            writer.put(part.number)
        }
        put(facts.description)
        put(facts.notes)
        put(facts.extent)
        put(facts.kind, in: WireCodes.kind)
        put(facts.audience.grades) { $0.put($1) }
        put(facts.audience.schoolSubjects)
        put(facts.licence)
        put(facts.links) { writer, link in
            writer.put(link.url)
            writer.put(link.label)
        }
        put(facts.accessibility)
    }

    mutating func put(_ licence: LicenceStatement?) {
        put(licence != nil)
        if let licence {
            put(licence.id)
            put(licence.statement)
        }
    }
}

extension ByteReader {
    mutating func facts() throws(WireError) -> BibFacts {
        var facts = BibFacts(title: try text())
        facts.subtitle = try optionalText()
        facts.otherTitles = try list { reader throws(WireError) in
            OtherTitle(try reader.code(in: WireCodes.otherTitle), try reader.text())
        }
        facts.creators = try list { reader throws(WireError) in
            Creator(
                try reader.text(), role: try reader.code(in: WireCodes.role), filedAs: try reader.optionalText(),
                isBody: try reader.flag())
        }
        facts.publisher = try optionalText()
        facts.place = try optionalText()
        facts.year = try optionalInt()
        facts.languages = try texts()
        facts.identifiers = try list { reader throws(WireError) in
            Identifier(try reader.code(in: WireCodes.identifier), try reader.text())
        }
        facts.classifications = try list { reader throws(WireError) in
            Classification(try reader.code(in: WireCodes.classification), try reader.text())
        }
        facts.subjects = try texts()
        facts.genres = try texts()
        facts.series = try list { reader throws(WireError) in
            SeriesPart(try reader.text(), number: try reader.optionalText())
        }
        facts.description = try optionalText()
        facts.notes = try texts()
        facts.extent = try optionalText()
        facts.kind = try code(in: WireCodes.kind)
        facts.audience.grades = try list { reader throws(WireError) in try reader.int() }
        facts.audience.schoolSubjects = try texts()
        facts.licence = try licence()
        facts.links = try list { reader throws(WireError) in
            Link(url: try reader.text(), label: try reader.optionalText())
        }
        facts.accessibility = try texts()
        return facts
    }

    mutating func licence() throws(WireError) -> LicenceStatement? {
        guard try flag() else { return nil }
        return LicenceStatement(id: try text(), statement: try optionalText())
    }
}
