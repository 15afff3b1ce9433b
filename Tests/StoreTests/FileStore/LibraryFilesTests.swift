import FileStore
import Foundation
import Library
import Testing

@Suite struct LibraryFilesTests {
    private let folder = TemporaryLibrary.newFolder()

    private func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = "\(folder)/\(name)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func clean() { try? FileManager.default.removeItem(atPath: folder) }

    @Test func `a hash is the SHA-256 that the world knows`() {
        #expect(
            ContentDigest.hash(Array("abc".utf8)).hex
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(ContentDigest.hash([]).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func `an original lies under its hash, read-only, whatever its size`() throws {
        defer { clean() }
        let files = try LibraryFiles(folder: folder)

        for size in [0, 1, 1 << 20, (1 << 20) + 1, 3_000_000] {
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let path = try file("sach.epub", bytes)
            let hash = try files.keepOriginal(at: path)
            #expect(hash == ContentDigest.hash(bytes))
            #expect(try files.hash(ofFileAt: path) == hash)
            let kept = files.originalPath(hash)
            #expect(kept == "\(folder)/originals/\(hash.hex.prefix(2))/\(hash.hex)")
            #expect(FileManager.default.contents(atPath: kept) == Data(bytes))
            let mode = try FileManager.default.attributesOfItem(atPath: kept)[.posixPermissions] as? Int
            #expect(mode == 0o444)
            #expect(try files.state(of: hash, .original) == .sound)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/originals").allSatisfy { $0.count == 2 })
    }

    @Test func `keeping the same bytes again leaves the kept file untouched`() throws {
        defer { clean() }
        let files = try LibraryFiles(folder: folder)
        let hash = try files.keepDerived(Array("trang 1".utf8))
        let before =
            try FileManager.default.attributesOfItem(atPath: files.derivedPath(hash))[.systemFileNumber] as? Int

        #expect(try files.keepDerived(Array("trang 1".utf8)) == hash)

        #expect(
            try FileManager.default.attributesOfItem(atPath: files.derivedPath(hash))[.systemFileNumber] as? Int
                == before)
        try files.synchronise()
    }

    @Test func `a damaged blob is noticed, and mended by the same bytes`() throws {
        defer { clean() }
        let files = try LibraryFiles(folder: folder)
        let derived = try files.keepDerived(Array("trang 1".utf8))
        let original = try files.keepOriginal(at: try file("a", Array("nguyên bản".utf8)))
        for path in [files.derivedPath(derived), files.originalPath(original)] {
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            bytes[0] ^= 1
            try bytes.write(to: URL(fileURLWithPath: path))
        }

        #expect(throws: FileError.damaged(derived)) { try files.derived(derived) }
        #expect(try files.state(of: derived, .derived) == .damaged)
        #expect(try files.state(of: original, .original) == .damaged)

        _ = try files.keepDerived(Array("trang 1".utf8))
        _ = try files.keepOriginal(at: try file("a", Array("nguyên bản".utf8)))
        #expect(try files.derived(derived) == Array("trang 1".utf8))
        #expect(try files.state(of: original, .original) == .sound)
    }

    @Test func `what is missing is said to be missing`() throws {
        defer { clean() }
        let files = try LibraryFiles(folder: folder)
        let hash = ContentDigest.hash([1])

        #expect(throws: FileError.missing(hash)) { try files.derived(hash) }
        #expect(try files.state(of: hash, .original) == .missing)
        #expect(throws: FileError.self) { try files.keepOriginal(at: folder + "/khong-co") }
        #expect(throws: FileError.notAFile(folder)) { try files.keepOriginal(at: folder) }
    }

    @Test func `what a process that is gone left half written is removed`() throws {
        defer { clean() }
        _ = try LibraryFiles(folder: folder)
        // Process numbers end at 4,194,304 on Linux.
        let abandoned = folder + "/originals/incoming-4194305-1-1"
        let living = folder + "/originals/incoming-1-1-1"
        for path in [abandoned, living] { try Data([1]).write(to: URL(fileURLWithPath: path)) }

        _ = try LibraryFiles(folder: folder)

        #expect(!FileManager.default.fileExists(atPath: abandoned))
        #expect(FileManager.default.fileExists(atPath: living))
    }

    @Test func `many small blobs are made durable together`() throws {
        defer { clean() }
        let files = try LibraryFiles(folder: folder)
        let hashes = try (0..<40).map { try files.keepDerived(Array("đoạn \($0)".utf8)) }

        try files.synchronise()
        try files.synchronise()

        for hash in hashes { #expect(try files.state(of: hash, .derived) == .sound) }
    }
}
