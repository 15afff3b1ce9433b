import Library
import Testing

/// The frames between parent and worker.
@Suite struct WireTests {
    @Test func `every reply comes back as it was sent, whatever the chunks`() throws {
        var samples = WireSamples(seed: 1)
        for chunkSize in [1, 7, 4096] {
            let replies = (0..<120).map { _ in samples.reply() }
            var writer = ByteWriter()
            let fits = replies.map { writer.putFrame($0) }

            let received = try WireSamples.replies(in: writer.bytes, chunkSize: chunkSize)

            #expect(!fits.contains(false))
            #expect(received == replies)
        }
    }

    @Test func `every request comes back as it was sent`() throws {
        var limits = ReadingLimits()
        limits.pages = 7
        let requests: [WorkerRequest] = [
            .read(SourceFile(path: "/inbox/ab.epub", name: "Số đỏ.epub", byteCount: 1 << 40), limits),
            .pageImage(path: "/inbox/x.pdf", page: 3, width: 1200),
            .rows(SourceFile(path: "/inbox/lop", name: "Lớp 4A.xlsx", byteCount: 9), limits),
            .template(SourceFile(path: "/inbox/mau", name: "Mẫu.docx", byteCount: 12)),
        ]
        var writer = ByteWriter()
        for request in requests { writer.putFrame(request) }

        var splitter = FrameSplitter()
        writer.bytes.withUnsafeBytes { splitter.append($0) }
        let first = try splitter.next(WorkerRequest.init(type:from:))
        let second = try splitter.next(WorkerRequest.init(type:from:))
        let third = try splitter.next(WorkerRequest.init(type:from:))

        let fourth = try splitter.next(WorkerRequest.init(type:from:))
        #expect([first, second, third, fourth] == requests)
        #expect(splitter.isAtBorder)
    }

    /// What a worker that was taken over could claim of a copy.
    @Test(arguments: [0, 1, 2]) func `a copy that cannot be is refused`(what: Int) {
        var samples = WireSamples(seed: 6)
        var patch = samples.patch()
        switch what {
        case 0: patch.copies = [CopyDraft(number: AccessionNumber(text: "không số", key: "1"))]
        case 1:
            patch.copies = [CopyDraft(number: AccessionNumber(text: "1", key: "1"))]
            patch.copies[0].price = CopyDraft.prices.upperBound + 1
        default:
            let copy = CopyDraft(number: AccessionNumber(text: "1", key: "1"))
            patch.copies = [CopyDraft](repeating: copy, count: RecordPatch.mostCopies + 1)
        }
        var writer = ByteWriter()
        _ = writer.putFrame(.item(.record(patch)))

        #expect(throws: WireError.outOfRange) { try WireSamples.replies(in: writer.bytes, chunkSize: 1 << 16) }
    }

    @Test func `passages come back out of their blob`() throws {
        var samples = WireSamples(seed: 2)
        let passages = (1...50).map { samples.passage(ordinal: $0) }

        #expect(try PassageBlob.decode(PassageBlob.encode(passages)) == passages)
        #expect(try PassageBlob.decode(PassageBlob.encode([])) == [])
    }

    @Test func `a blob with something after its end is refused`() {
        #expect(throws: WireError.trailingBytes) {
            try PassageBlob.decode(PassageBlob.encode([]) + [0])
        }
    }

    @Test func `a frame that claims more than a frame may hold is refused before it is waited for`() {
        var splitter = FrameSplitter()
        let header: [UInt8] = [0xFF, 0xFF, 0xFF, 0x7F, 16]
        header.withUnsafeBytes { splitter.append($0) }

        #expect(throws: WireError.frameTooLarge) { try splitter.next(WorkerReply.init(type:from:)) }
    }

    @Test func `a frame with no type is refused`() {
        var splitter = FrameSplitter()
        let header: [UInt8] = [0, 0, 0, 0]
        header.withUnsafeBytes { splitter.append($0) }

        #expect(throws: WireError.truncated) { try splitter.next(WorkerReply.init(type:from:)) }
    }

    @Test func `a length larger than what follows is refused without being believed`() {
        // A record whose title claims 2^62 bytes.
        let body: [UInt8] = [16, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x3F, 65]
        var splitter = FrameSplitter()
        let frame: [UInt8] = [UInt8(body.count), 0, 0, 0] + body
        frame.withUnsafeBytes { splitter.append($0) }

        #expect(throws: WireError.lengthTooLarge) { try splitter.next(WorkerReply.init(type:from:)) }
    }

    @Test func `text that is not UTF-8 is refused`() {
        var reader = ByteReader([2, 0xC3, 0x28])
        #expect(throws: WireError.notUTF8) { _ = try reader.text() }
    }

    @Test func `a number of more than 64 bits is refused`() {
        var reader = ByteReader([UInt8](repeating: 0xFF, count: 9) + [0x02])
        #expect(throws: WireError.outOfRange) { try reader.unsigned() }
    }

    @Test func `an item too large for a frame is not sent and leaves nothing behind`() {
        var writer = ByteWriter()
        let image = SectionImage(name: "a.png", mediaType: "image/png", bytes: [UInt8](repeating: 0, count: 65 << 20))
        let fits = writer.putFrame(.item(.image(image)))

        #expect(!fits)
        #expect(writer.bytes.isEmpty)
    }

    /// 24,000 seeded changes of valid streams: each is read to its end or ends in
    /// a ``WireError``; nothing traps and nothing is invented in size.
    @Test func `mutated frames give an error or a value, never a trap`() throws {
        var samples = WireSamples(seed: 3)
        var refused = 0
        for _ in 0..<400 {
            var writer = ByteWriter()
            for _ in 0..<3 { _ = writer.putFrame(samples.reply()) }
            for _ in 0..<60 {
                let mutant = samples.mutated(writer.bytes)
                do {
                    _ = try WireSamples.replies(in: mutant, chunkSize: 1 << 16)
                } catch {
                    refused += 1
                }
            }
        }
        #expect(refused > 10_000)
    }

    @Test func `mutated passage blobs give an error or passages, never a trap`() {
        var samples = WireSamples(seed: 4)
        let blob = PassageBlob.encode((1...4).map { samples.passage(ordinal: $0) })
        for _ in 0..<4_000 { _ = try? PassageBlob.decode(samples.mutated(blob)) }
    }
}
