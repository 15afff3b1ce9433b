import FileStore
import Foundation
import Ingest
import Library
import MadeFiles
import Testing

/// Pictures of PDF pages, drawn by a worker on demand.
@Suite(
    .enabled(if: Programs.areBuilt, "hoclieu and hoclieu-worker are built by swift build"),
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftoppm"), "poppler-utils is not installed"))
struct PageImageTests {
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
    }

    private func desk(byteLimit: Int64 = 1 << 30) -> PageImageDesk {
        let settings = WorkerSettings(
            executable: Programs.worker, ingestFolder: Programs.repository + "/ingest",
            inboxFolder: scratch.data + "/inbox",
            confinement: Confinement.detect())
        return PageImageDesk(
            pool: WorkerPool(settings, size: 1), folder: scratch.data + "/derived-pages", byteLimit: byteLimit)
    }

    /// A PDF of empty pages.
    private func pdf(pages: Int) throws -> OriginalFile {
        let bytes = MadePDF(pages: Array(repeating: "", count: pages)).bytes
        let path = try scratch.write("a.pdf", bytes)
        let hash = try LibraryFiles(folder: scratch.data).keepOriginal(at: path)
        return OriginalFile(path: path, fileName: "a.pdf", byteCount: Int64(bytes.count), format: .pdf, hash: hash)
    }

    @Test func `a page is drawn once and then kept`() async throws {
        let original = try pdf(pages: 2)
        let desk = desk()

        let first = try #require(try await desk.pageImage(of: original, page: 2, width: 790))
        try FileManager.default.removeItem(atPath: original.path)
        let second = try await desk.pageImage(of: original, page: 2, width: 790)

        #expect(first.mediaType == "image/jpeg")
        // In the frame header of a JPEG (ITU T.81, B.2.2): 790 is drawn as 800.
        let header = try #require(
            first.bytes.indices.first { first.bytes[$0...].starts(with: [0xFF, 0xC0, 0, 17, 8]) })
        #expect(Array(first.bytes[(header + 7)..<(header + 9)]) == [3, 32])
        #expect(second == first)
    }

    @Test(arguments: [0, -1, 3, 99_999])
    func `a page that is not there is no picture`(page: Int) async throws {
        let original = try pdf(pages: 2)
        #expect(try await desk().pageImage(of: original, page: page, width: 400) == nil)
    }

    @Test func `the folder of pictures stays within its limit`() async throws {
        let original = try pdf(pages: 12)
        let desk = desk(byteLimit: 20_000)

        for page in 1...12 { _ = try await desk.pageImage(of: original, page: page, width: 800) }

        let bytes = scratch.files(under: "data/derived-pages").reduce(0) { total, name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: scratch.data + "/derived-pages/" + name)
            return total + (attributes?[.size] as? Int ?? 0)
        }
        #expect(bytes <= 20_000)
        #expect(bytes > 0)
    }

    @Test func `many who want one page wait for one drawing`() async throws {
        let original = try pdf(pages: 1)
        let desk = desk()

        let images = try await withThrowingTaskGroup(of: ReadableImage?.self) { group in
            for _ in 0..<30 { group.addTask { try await desk.pageImage(of: original, page: 1, width: 400) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(images.count == 30)
        #expect(Set(images.map { $0?.bytes.count ?? 0 }).count == 1)
    }
}
