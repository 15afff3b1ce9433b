import Foundation
import Testing

/// House rules of names and sizes.
@Suite struct NamingTests {
    let tree = SourceTree()

    @Test func `no file or folder is a drawer for leftovers`() throws {
        let drawers = ["Utilities", "Utils", "Helpers", "Helper", "Extensions", "Core", "Common", "Misc", "Manager"]
        for file in try tree.sources() {
            for part in file.path.dropLast(".swift".count).split(separator: "/") {
                #expect(!drawers.contains(String(part)), "\(file.path)")
            }
        }
    }

    @Test func `no two files of Swift have one name`() throws {
        let names = try tree.sources().map { String($0.path.split(separator: "/").last ?? "") }

        let twice = Dictionary(grouping: names, by: { $0 }).filter { $0.value.count > 1 }.keys
        #expect(twice.sorted() == [])
    }

    @Test func `no file is longer than its reader's patience`() throws {
        for file in try tree.sources() {
            #expect(file.lines.count <= 450, "\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test func `no type is named like a module`() throws {
        let modules = Set(try tree.sources().map(\.module)).union(["GRDB", "Hummingbird", "Logging"])
        let declaration = try Regex(
            #"^\s*(?:package |public |final |indirect )*(?:struct|class|enum|actor|protocol) (\w+)"#)
        for file in try tree.sources() {
            for line in file.lines {
                guard let match = line.prefixMatch(of: declaration), let name = match.output[1].substring else {
                    continue
                }
                #expect(!modules.contains(String(name)), "\(file.path) declares \(name)")
            }
        }
    }

    @Test func `nothing is left unfinished`() throws {
        let marks = ["TO" + "DO", "FIX" + "ME", "fatalError(\"unimplemented"]
        for file in try tree.sources() {
            for (number, line) in file.lines.enumerated() {
                for mark in marks { #expect(!line.contains(mark), "\(file.path):\(number + 1)") }
            }
        }
    }
}
