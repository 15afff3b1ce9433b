import CLibXML2
import Glibc
package import Library

/// Reads a large XML document event by event in flat memory: MARCXML, sheets
/// of a workbook, harvested answers.
///
/// Text of white space alone is given only when it is all an element holds, so
/// indentation makes no events. Events before a fault are given before the
/// fault is thrown. Not for use by two threads at once.
///
/// For example:
///
///     let stream = try XMLStream(path: path)
///     while let event = try stream.next() {
///         if case .startElement("record", _, _) = event { … }
///     }
package final class XMLStream {
    package enum Event: Equatable, Sendable {
        /// The namespace is empty when there is none.
        case startElement(name: String, namespace: String, attributes: [XMLAttribute])
        case text(String)
        case endElement(name: String, namespace: String)
    }

    /// Byte offset in the document: of the `<` of a start, behind the `>` of an
    /// end, of no meaning for text. Nil for encodings other than UTF-8.
    package private(set) var offset: Int64?
    /// 1-based line of the last event; libxml2 counts as far as it is told.
    package private(set) var line = 1

    private let state: UnsafeMutablePointer<XMLStreamState>
    private let fill: (UnsafeMutableRawBufferPointer) throws -> Int
    private let buffer: UnsafeMutableRawBufferPointer
    private var place = 0
    private var isFinished = false

    /// `fill` writes the next bytes and returns how many, 0 at the end.
    package init(limits: ReadingLimits = ReadingLimits(), fill: @escaping (UnsafeMutableRawBufferPointer) throws -> Int)
        throws(XMLFault)
    {
        self.fill = fill
        buffer = .allocate(byteCount: XMLStream.chunk, alignment: 16)
        guard XMLTree.isReady, let state = XMLStreamState.make(limits: limits) else {
            buffer.deallocate()
            throw XMLFault(.xmlMalformed, "out of memory")
        }
        self.state = state
    }

    deinit {
        XMLStreamState.destroy(state)
        buffer.deallocate()
    }

    package convenience init(path: String, limits: ReadingLimits = ReadingLimits()) throws(XMLFault) {
        guard let file = OpenFile(path: path) else { throw XMLFault(.fileUnreadable, "the file cannot be opened") }
        try self.init(limits: limits) { file.read(into: $0) }
    }

    package convenience init(bytes: [UInt8], limits: ReadingLimits = ReadingLimits()) throws(XMLFault) {
        var taken = 0
        try self.init(limits: limits) { target in
            let count = min(target.count, bytes.count - taken)
            bytes.withUnsafeBytes {
                target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[taken..<(taken + count)]))
            }
            taken += count
            return count
        }
    }

    /// The next event; nil at the end of the document.
    package func next() throws(XMLFault) -> Event? {
        while true {
            if place < state.pointee.events.count {
                let entry = state.pointee.events[place]
                place += 1
                (offset, line) = (entry.offset, entry.line)
                return entry.event
            }
            state.pointee.events.removeAll(keepingCapacity: true)
            place = 0
            if let fault = state.pointee.fault { throw fault }
            if isFinished { return nil }
            try feed()
        }
    }

    private func feed() throws(XMLFault) {
        let count: Int
        do { count = try fill(buffer) } catch let fault as XMLFault { throw fault } catch let fault as FileRejection {
            throw XMLFault(fault.diagnostic.code, fault.diagnostic.reason)
        } catch { throw XMLFault(.fileUnreadable, "the document cannot be read: \(error)") }
        if count == 0 { isFinished = true }
        XMLStreamState.parse(UnsafeRawBufferPointer(rebasing: buffer[..<count]), in: state)
    }

    /// Small enough that the events of one chunk stay in the processor's cache.
    private static let chunk = 64 << 10
}

/// A file descriptor with an owner.
private final class OpenFile {
    private let descriptor: Int32
    init?(path: String) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { return nil }
    }
    deinit { close(descriptor) }

    /// A read error ends the file; the parser then says where it ended.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno != EINTR { return 0 }
        }
    }
}
