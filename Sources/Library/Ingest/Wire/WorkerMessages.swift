/// What the parent asks of a worker.
package enum WorkerRequest: Equatable, Sendable {
    /// Read this file and hand over what is in it.
    case read(SourceFile, ReadingLimits)
    /// Draw a page of a PDF at about `width` pixels.
    case pageImage(path: String, page: Int, width: Int)
    /// Hand over the rows of this table as they are.
    case rows(SourceFile, ReadingLimits)
    /// Hand over the parts of this template of a document.
    case template(SourceFile)
}

/// What a worker answers. To `read`: a format, items, then `finished` or
/// `refused`. To `pageImage`: `pageImage`, `noPage` or `refused`.
/// To `rows`: rows, to `template`: parts, then `finished` or `refused`.
package enum WorkerReply: Equatable, Sendable {
    /// Sent once, at the start.
    case hello(version: Int)
    case format(FileFormat)
    case item(IntakeItem)
    /// All of the file was read; `items` were sent.
    case finished(items: Int)
    /// The file cannot be taken at all.
    case refused(Diagnostic)
    case pageImage(mediaType: String, bytes: [UInt8])
    case noPage
    case row(TableRow)
    case part(TemplatePart)
}

/// The version of the messages; a worker of another version is not used.
package enum WireVersion {
    package static let current = 5
}

/// Exit codes by which a worker says that it stopped itself.
package enum WorkerExit {
    /// It came near its memory limit.
    package static let memory: Int32 = 77
    /// It could not understand a request.
    package static let badRequest: Int32 = 78
}

extension SourceFile: Equatable {
    package static func == (left: SourceFile, right: SourceFile) -> Bool {
        left.path == right.path && left.name == right.name && left.byteCount == right.byteCount
    }
}

extension ByteWriter {
    package mutating func putFrame(_ request: WorkerRequest) {
        switch request {
        case .read(let file, let limits):
            let start = openFrame(type: 1)
            put(file.path)
            put(file.name)
            put(file.byteCount)
            put(limits)
            _ = closeFrame(at: start)
        case .pageImage(let path, let page, let width):
            let start = openFrame(type: 2)
            put(path)
            put(page)
            put(width)
            _ = closeFrame(at: start)
        case .rows(let file, let limits):
            let start = openFrame(type: 3)
            put(file.path)
            put(file.name)
            put(file.byteCount)
            put(limits)
            _ = closeFrame(at: start)
        case .template(let file):
            let start = openFrame(type: 4)
            put(file.path)
            put(file.name)
            put(file.byteCount)
            _ = closeFrame(at: start)
        }
    }

    /// Appends a reply as one frame; false (and nothing appended) when it is
    /// larger than a frame may be.
    package mutating func putFrame(_ reply: WorkerReply) -> Bool {
        let start: Int
        switch reply {
        case .hello(let version):
            start = openFrame(type: 1)
            put(version)
        case .format(let format):
            start = openFrame(type: 2)
            put(format, in: WireCodes.format)
        case .finished(let items):
            start = openFrame(type: 3)
            put(items)
        case .refused(let diagnostic):
            start = openFrame(type: 4)
            put(diagnostic)
        case .pageImage(let mediaType, let image):
            start = openFrame(type: 5)
            put(mediaType)
            put(image)
        case .noPage:
            start = openFrame(type: 6)
        case .row(let row):
            start = openFrame(type: 7)
            put(row.line)
            put(row.sheet)
            put(row.cells)
            put(row.spans.count)
            for span in row.spans {
                put(span.columns.lowerBound)
                put(span.columns.upperBound)
                put(span.text)
            }
        case .part(let part):
            start = openFrame(type: 8)
            put(part.name)
            put(part.bytes)
        case .item(let item):
            start = openItemFrame(item)
        }
        return closeFrame(at: start)
    }

    private mutating func openItemFrame(_ item: IntakeItem) -> Int {
        let start: Int
        switch item {
        case .record(let patch):
            start = openFrame(type: 16)
            put(patch)
        case .section(let section):
            start = openFrame(type: 17)
            put(section)
        case .image(let image):
            start = openFrame(type: 18)
            put(image)
        case .passage(let passage):
            start = openFrame(type: 19)
            put(passage)
        case .diagnostic(let diagnostic):
            start = openFrame(type: 20)
            put(diagnostic)
        case .progress(let share):
            start = openFrame(type: 21)
            put(share)
        }
        return start
    }

    private mutating func put(_ limits: ReadingLimits) {
        put(limits.documentBytes)
        put(limits.documentDepth)
        put(limits.archiveEntries)
        put(limits.archiveBytes)
        put(limits.entryBytes)
        put(limits.ratio)
        put(limits.ratioFloor)
        put(limits.pages)
        put(limits.recordBytes)
    }
}

extension WorkerRequest {
    package init(type: UInt8, from reader: inout ByteReader) throws(WireError) {
        switch type {
        case 1:
            let file = SourceFile(path: try reader.text(), name: try reader.text(), byteCount: try reader.int64())
            self = .read(file, try reader.limits())
        case 2: self = .pageImage(path: try reader.text(), page: try reader.int(), width: try reader.int())
        case 3:
            let file = SourceFile(path: try reader.text(), name: try reader.text(), byteCount: try reader.int64())
            self = .rows(file, try reader.limits())
        case 4:
            self = .template(
                SourceFile(path: try reader.text(), name: try reader.text(), byteCount: try reader.int64()))
        default: throw .unknownCode
        }
    }
}

extension WorkerReply {
    package init(type: UInt8, from reader: inout ByteReader) throws(WireError) {
        switch type {
        case 1: self = .hello(version: try reader.int())
        case 2: self = .format(try reader.code(in: WireCodes.format))
        case 3: self = .finished(items: try reader.int())
        case 4: self = .refused(try reader.diagnostic())
        case 5: self = .pageImage(mediaType: try reader.text(), bytes: try reader.blob())
        case 6: self = .noPage
        case 7:
            let line = try reader.int(in: 1...Int(Int32.max))
            var row = TableRow(line: line, sheet: try reader.optionalText(), cells: try reader.texts())
            for _ in 0..<(try reader.int(in: 0...TableRow.mostSpans)) { row.spans.append(try reader.span()) }
            self = .row(row)
        case 8: self = .part(TemplatePart(name: try reader.text(), bytes: try reader.blob()))
        case 16: self = .item(.record(try reader.patch()))
        case 17: self = .item(.section(try reader.section()))
        case 18: self = .item(.image(try reader.image()))
        case 19: self = .item(.passage(try reader.passage()))
        case 20: self = .item(.diagnostic(try reader.diagnostic()))
        case 21: self = .item(.progress(try reader.double()))
        default: throw .unknownCode
        }
    }
}

extension TableRow {
    /// In one row: cells do not overlap, and there are 512 columns.
    package static let mostSpans = 512
    /// As far right as rows are read.
    package static let lastColumn = 511
}

extension ByteReader {
    fileprivate mutating func span() throws(WireError) -> TableRow.Span {
        let first = try int(in: 0...TableRow.lastColumn)
        return TableRow.Span(columns: first...(try int(in: first...TableRow.lastColumn)), text: try text())
    }

    fileprivate mutating func limits() throws(WireError) -> ReadingLimits {
        var limits = ReadingLimits()
        limits.documentBytes = try int()
        limits.documentDepth = try int()
        limits.archiveEntries = try int()
        limits.archiveBytes = try int64()
        limits.entryBytes = try int64()
        limits.ratio = try int()
        limits.ratioFloor = try int64()
        limits.pages = try int()
        limits.recordBytes = try int()
        return limits
    }
}
