import Foundation
import Glibc
import Ingest
import Library
import Testing

/// Which files a batch takes, and in which order.
@Suite struct FoundFilesTests {
    @Test func `files come in the order of their names' bytes, sidecars and hidden files left out`() throws {
        let scratch = try ScratchFolder()
        for name in [
            "in/b.txt", "in/a.epub", "in/a.yaml", "in/b.txt.yaml", "in/.DS_Store", "in/.an/x.txt", "in/Ă.txt",
            "in/c/d.csv",
        ] {
            try scratch.write(name, "x")
        }

        let found = FoundFiles(under: [scratch.path + "/in"])

        #expect(found.files.map(\.name) == ["a.epub", "b.txt", "d.csv", "Ă.txt"])
        #expect(found.files[0].sidecar == scratch.path + "/in/a.yaml")
        #expect(found.files[1].sidecar == scratch.path + "/in/b.txt.yaml")
        #expect(found.files[2].sidecar == nil)
        #expect(found.refused.isEmpty)
    }

    @Test func `links in a circle and files named twice are taken once`() throws {
        let scratch = try ScratchFolder()
        let file = try scratch.write("in/a.txt", "x")
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path + "/in/loop", withDestinationPath: scratch.path + "/in")
        try FileManager.default.createSymbolicLink(atPath: scratch.path + "/in/b.txt", withDestinationPath: file)

        let found = FoundFiles(under: [scratch.path + "/in", file, scratch.path + "/in/"])

        #expect(found.files.map(\.name) == ["a.txt"])
    }

    @Test func `a path that is not there is said, its neighbours are taken`() throws {
        let scratch = try ScratchFolder()
        let file = try scratch.write("a.txt", "x")

        let found = FoundFiles(under: [scratch.path + "/khong-co", file])

        #expect(found.files.map(\.path) == [file])
        #expect(found.refused.map(\.diagnostic.code) == [.fileUnreadable])
    }

    @Test func `a link to nothing, a name in no UTF-8 and a folder of nothing are each said as what they are`() throws {
        let scratch = try ScratchFolder()
        try FileManager.default.createDirectory(atPath: scratch.path + "/in", withIntermediateDirectories: true)
        #expect(mkfifo(scratch.path + "/in/ong.txt", 0o600) == 0)
        let folder = FoundFiles(under: [scratch.path + "/in"])
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path + "/in/cu.txt", withDestinationPath: scratch.path + "/da-xoa.txt")
        let link = FoundFiles(under: [scratch.path + "/in"])
        try FileManager.default.removeItem(atPath: scratch.path + "/in/cu.txt")
        let name = Array((scratch.path + "/in/S").utf8) + [0xE1] + Array("ch.txt".utf8) + [0]
        let file = name.withUnsafeBytes { bytes in
            bytes.bindMemory(to: CChar.self).baseAddress.map { open($0, O_CREAT | O_WRONLY, 0o600) } ?? -1
        }
        close(file)
        let odd = FoundFiles(under: [scratch.path + "/in"])

        #expect(folder.files.isEmpty)
        #expect(folder.refused.map(\.diagnostic.reason) == ["the folder holds no file to take in"])
        #expect(link.refused.map(\.diagnostic.reason) == ["the link leads to nothing"])
        #expect(odd.refused.map(\.diagnostic.reason) == ["the name is not UTF-8; rename the file"])
    }

    @Test func `a sidecar whose file is not there is refused, so that the slip is noticed`() throws {
        let scratch = try ScratchFolder()
        try scratch.write("in/so-do.yaml", "licence: PD")
        try scratch.write("in/sodo.epub", "x")

        let found = FoundFiles(under: [scratch.path + "/in"])

        #expect(found.files.map(\.name) == ["sodo.epub"])
        #expect(found.refused.map(\.diagnostic.code) == [.sidecarInvalid])
    }

    @Test func `the library is not taken into itself`() throws {
        let scratch = try ScratchFolder()
        try scratch.write("a.txt", "x")
        try scratch.write("data/originals/ab/abcd", "y")

        #expect(FoundFiles(under: [scratch.path], except: scratch.data).files.map(\.name) == ["a.txt"])
    }
}
