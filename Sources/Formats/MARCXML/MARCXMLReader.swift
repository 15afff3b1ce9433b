package import Library

/// Reads MARCXML: a bare record, a collection, or inside the answers of SRU and
/// OAI-PMH; Dublin Core of OAI-PMH as well.
///
/// A record that is not well-formed costs itself alone: the reading begins
/// again at the next one.
package struct MARCXMLReader: FormatReader {
    package static let format = FileFormat.marcxml
    private let lists: CodeLists

    package init(lists: CodeLists = .builtIn) { self.lists = lists }

    package func read(_ file: SourceFile, limits: ReadingLimits, into sink: (IntakeItem) throws -> Void) throws {
        var reading = MARCXMLReading(try MARCXMLFeed(file), file, limits, lists)
        try reading.run(into: sink)
    }
}

/// One file while it is read.
private struct MARCXMLReading {
    private let feed: MARCXMLFeed
    private let limits: ReadingLimits
    private var intake: XMLRecordIntake
    private var report: SteadyReport
    private var parser = MARCXMLParser()
    private var number = 0
    private var firstLine = 0

    init(_ feed: MARCXMLFeed, _ file: SourceFile, _ limits: ReadingLimits, _ lists: CodeLists) {
        (self.feed, self.limits) = (feed, limits)
        intake = XMLRecordIntake(lists: lists)
        report = SteadyReport(byteCount: file.byteCount)
    }

    mutating func run(into sink: (IntakeItem) throws -> Void) throws {
        feed.start()
        var firstFault: XMLFault?
        while true {
            let stream = try makeStream()
            do {
                try readAll(stream, sink)
                break
            } catch let fault as XMLFault {
                firstFault = firstFault ?? fault
                guard try recover(from: fault, sink) else { break }
            }
        }
        if number == 0 { throw wholeFile(firstFault) }
        try report.finish(to: sink)
    }

    private func makeStream() throws -> XMLStream {
        var limits = limits
        limits.documentBytes = limits.recordBytes
        return try XMLStream(limits: limits) { [feed] buffer in try feed.fill(buffer) }
    }

    private mutating func readAll(_ stream: XMLStream, _ sink: (IntakeItem) throws -> Void) throws {
        while let event = try stream.next() {
            let offset = stream.offset.map { $0 + feed.base }
            if feed.keepsBytes, case .startElement = event, offset == nil { feed.keepsBytes = false }
            guard let found = parser.take(event, offset: offset, line: stream.line + firstLine) else { continue }
            number += 1
            for item in items(found) { try report.pass(item, to: sink) }
            if let offset {
                feed.release(before: offset)
                feed.calm()
                try report.progress(at: offset, to: sink)
            }
        }
    }

    private mutating func items(_ found: MARCXMLParser.Found) -> [IntakeItem] {
        switch found {
        case .marc(let record, let place):
            let bytes = slice(place).map { XMLRecordSlice.selfContained($0, namespace: XMLRecordIntake.marcNamespace) }
            let items = intake.items(record, bytes ?? XMLRecordSlice.written(record), place, number)
            guard place.isUnclosed else { return items }
            let position = SourcePosition(record: number, line: place.line, byteOffset: place.start)
            return items + [
                .diagnostic(Diagnostic(.warning, .xmlMalformed, at: position, "The end tag of the record is missing."))
            ]
        case .dublinCore(let elements, let place):
            let bytes = slice(place).map { XMLRecordSlice.selfContained($0, namespace: XMLRecordIntake.dcNamespace) }
            return intake.items(elements, bytes ?? XMLRecordSlice.written(elements), place, number)
        case .deleted(let identifier, let line):
            let reason = "The source has deleted the record \(identifier); there is nothing to take."
            return [
                .diagnostic(
                    Diagnostic(
                        .warning, .recordNoPublication, at: SourcePosition(record: number, line: line), reason))
            ]
        case .empty(let place):
            let bytes = slice(place).map { XMLRecordSlice.selfContained($0, namespace: XMLRecordIntake.marcNamespace) }
            return [.diagnostic(intake.empty(bytes ?? [], place, number))]
        }
    }

    private func slice(_ place: MARCXMLParser.Place) -> [UInt8]? {
        guard feed.keepsBytes, !place.isUnclosed, let start = place.start, let end = place.end else { return nil }
        return feed.bytes(from: start, to: end)
    }

    /// Reports the damaged record and finds the next one; false when there is none.
    private mutating func recover(from fault: XMLFault, _ sink: (IntakeItem) throws -> Void) throws -> Bool {
        let canRecover = fault.code == .xmlMalformed || fault.code == .xmlTooDeep || fault.code == .xmlTooLarge
        guard canRecover, feed.keepsBytes else {
            if number > 0 { try report.pass(.diagnostic(rest(fault)), to: sink) }
            return false
        }
        let from = (parser.isInRecord ? parser.openStart?.offset : parser.recordStart?.offset) ?? feed.firstOffset
        let wasInRecord = parser.isInRecord
        let next = try feed.nextRecord(after: max(from, feed.base))
        if wasInRecord {
            number += 1
            let end = try feed.recordEnd(from: from, before: next)
            let bytes = feed.bytes(from: from, to: end) ?? []
            var fault = fault
            // What libxml2 says of it is about the end tags that are missing too.
            if next == nil, try feed.endTag(from: from, before: nil) == nil { fault.reason = "the file ends inside it" }
            for item in mendedItems(bytes, fault, from) { try report.pass(item, to: sink) }
        } else if let next, let bytes = feed.bytes(from: from, to: next), holdsFields(bytes) {
            // The start tag itself was hit.
            number += 1
            for item in mendedItems(bytes, fault, from) { try report.pass(item, to: sink) }
        } else if next != nil || number > 0, let end = try endOfEmptyRecord(from, before: next) {
            number += 1
            for item in mendedItems(feed.bytes(from: from, to: end) ?? [], fault, from) {
                try report.pass(item, to: sink)
            }
        } else if next == nil, number > 0, !isOwnEnd(fault) {
            try report.pass(.diagnostic(rest(fault)), to: sink)
        }
        guard let next else { return false }
        restart(at: next, fault)
        return true
    }

    /// Where a record element ends that was hit before its first field; nil for
    /// the envelope of the next one.
    private func endOfEmptyRecord(_ start: Int64, before next: Int64?) throws -> Int64? {
        guard parser.recordStart != nil else { return nil }
        return try feed.endTag(from: start, before: next)
    }

    private func holdsFields(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.contains("datafield") || text.contains("controlfield")
    }

    private var hasRestarted: Bool { firstLine > 0 }

    /// After a restart the end tags of the elements around the records close
    /// nothing; that is no damage.
    private func isOwnEnd(_ fault: XMLFault) -> Bool { hasRestarted && fault.code == .xmlMalformed }

    private mutating func restart(at next: Int64, _ fault: XMLFault) {
        firstLine = max(firstLine, firstLine + (fault.line ?? 1) - 1, 1)
        parser = MARCXMLParser()
        feed.restart(at: next, under: "collection xmlns=\"\(XMLRecordIntake.marcNamespace)\"")
    }

    /// The record after the commonest damage was mended, with a warning; else a
    /// reject.
    private mutating func mendedItems(_ bytes: [UInt8], _ fault: XMLFault, _ offset: Int64) -> [IntakeItem] {
        let line = fault.line.map { $0 + firstLine }
        let position = SourcePosition(record: number, line: line, byteOffset: offset)
        let whole = XMLRecordSlice.selfContained(bytes, namespace: XMLRecordIntake.marcNamespace)
        if let found = parsed(XMLRecordSlice.mended(whole)) {
            let warning = Diagnostic(
                .warning, fault.code, at: position, "The record is not well-formed and was mended: \(fault.reason)")
            let place = MARCXMLParser.Place(start: offset, end: nil, line: line ?? 1, harvestIdentifier: nil)
            switch found {
            case .marc(let record, _): return intake.items(record, whole, place, number) + [.diagnostic(warning)]
            case .dublinCore(let elements, _):
                return intake.items(elements, whole, place, number) + [.diagnostic(warning)]
            case .deleted, .empty: break
            }
        }
        return [
            .diagnostic(
                Diagnostic(
                    .reject, fault.code, at: position, "The record is not well-formed: \(fault.reason)",
                    sourceBytes: whole))
        ]
    }

    private func parsed(_ bytes: [UInt8]) -> MARCXMLParser.Found? {
        guard let stream = try? XMLStream(bytes: bytes, limits: limits) else { return nil }
        var parser = MARCXMLParser()
        while let event = try? stream.next() {
            if let found = parser.take(event, offset: nil, line: 1) { return found }
        }
        return nil
    }

    private func rest(_ fault: XMLFault) -> Diagnostic {
        let position = SourcePosition(record: number + 1, line: fault.line.map { $0 + firstLine })
        return Diagnostic(
            .warning, fault.code, at: position, "What follows the last record is not well-formed: \(fault.reason)")
    }

    private func wholeFile(_ fault: XMLFault?) -> FileRejection {
        if let fault {
            return FileRejection(
                fault.code, at: SourcePosition(line: fault.line), "The XML cannot be read: \(fault.reason)")
        }
        if let error = parser.harvestError {
            return FileRejection(
                .formatUnknown, "The answer of the repository is the error \"\(error)\", without records.")
        }
        let what = [parser.root, parser.verb].compactMap(\.self).joined(separator: ", ")
        return FileRejection(.formatUnknown, "The XML document (\(what)) holds no MARC or Dublin Core record.")
    }
}
