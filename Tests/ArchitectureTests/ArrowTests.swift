import Foundation
import Testing

/// The arrows of the design that the compiler cannot keep by itself.
@Suite struct ArrowTests {
    let tree = SourceTree()

    /// module → those of ours it may import.
    static let arrows: [String: Set<String>] = [
        "VietnameseText": [],
        "Library": ["VietnameseText"],
        "Formats": ["Library", "VietnameseText", "CLibXML2", "CLibZip", "CYAZ"],
        "Exchange": ["Library", "CLibZip", "CXLSXWriter", "CZint"],
        "FileStore": ["Library", "CSodium"],
        "Credentials": ["Library", "CSodium"],
        "SQLiteStore": ["Library", "VietnameseText", "CSearchRank"],
        "Ingest": ["Library", "VietnameseText"],
        "Web": ["Library", "VietnameseText", "Exchange", "CZlib", "CSiteFiles"],
        "hoclieu": [
            "Library", "VietnameseText", "FileStore", "Credentials", "SQLiteStore", "Ingest", "Exchange", "Web",
            "CMalloc",
        ],
        "hoclieu-worker": ["Formats", "Library"],
    ]

    @Test func `a module imports only what the design lets it see`() throws {
        let ours = Set(Self.arrows.keys).union([
            "CLibXML2", "CLibZip", "CYAZ", "CSodium", "CSearchRank", "CZlib", "CXLSXWriter", "CZint", "CSiteFiles",
            "CMalloc",
        ])
        let files = try tree.sources()
        #expect(files.count > 20)

        for file in files {
            let allowed = try #require(Self.arrows[file.module], "no arrow is declared for \(file.module)")
            for name in file.imports where ours.contains(name) {
                #expect(allowed.contains(name), "\(file.path) imports \(name)")
            }
        }
    }

    /// technology → the only place that may import it.
    static let doors: [(technology: String, door: [String])] = [
        ("GRDB", ["SQLiteStore/"]),
        ("CLibXML2", ["Formats/XML/"]),
        // Reading in the worker, writing in the server: docs/decisions/0020.
        ("CLibZip", ["Formats/Archive/", "Exchange/Document/"]),
        ("CYAZ", ["Formats/MARC/"]),
        // Digests of files, and secrets: two uses that never meet.
        ("CSodium", ["FileStore/", "Credentials/"]),
        ("Hummingbird", ["Web/", "hoclieu/"]),
        ("CZlib", ["Web/"]),
        ("CSiteFiles", ["Web/Site/"]),
        ("CXLSXWriter", ["Exchange/Spreadsheet/"]),
        ("CZint", ["Exchange/Symbols/"]),
        ("CMalloc", ["hoclieu/"]),
        ("ArgumentParser", ["hoclieu/"]),
    ]

    @Test(arguments: doors) func `one technology has one door`(_ rule: (technology: String, door: [String])) throws {
        for file in try tree.sources() where file.imports.contains(rule.technology) {
            #expect(rule.door.contains { file.path.hasPrefix($0) }, "\(file.path) imports \(rule.technology)")
        }
    }

    @Test func `nothing the server links depends on the readers of foreign files`() throws {
        let manifest = try tree.text("Package.swift")
        for target in ["hoclieu", "Web", "Exchange", "SQLiteStore", "Ingest", "FileStore", "Credentials", "Library"] {
            let stanza = try #require(manifest.stanza(ofTarget: target), "target \(target)")
            #expect(!stanza.contains("\"Formats\""), "\(target) depends on Formats")
            // A program that depends on another has it linked in.
            #expect(!stanza.contains("\"hoclieu-worker\""), "\(target) depends on the worker")
        }
        let worker = try #require(manifest.stanza(ofTarget: "hoclieu-worker"))
        #expect(worker.contains("\"Formats\""))
    }

    @Test func `every style, script and word is part of the program`() throws {
        let embedded = try tree.text("Sources/CSiteFiles/files.c")
        for folder in ["Public", "Sources/Web/Locales"] {
            let names = try FileManager.default.subpathsOfDirectory(atPath: tree.root.path + "/" + folder)
            #expect(names.count >= 6)
            for name in names where name.contains(".") {
                #expect(embedded.contains("/\(name)\"\n"), "\(folder)/\(name) is not in files.c")
            }
        }
    }

    /// Closing a second handle of a database's file gives up SQLite's locks on it.
    @Test func `nothing beside SQLite opens the files of a database that is in use`() throws {
        let others = ["Plans/EvidenceTableStore.swift", "Upkeep/BackupFile.swift", "Upkeep/BackupShelf.swift"].map {
            "SQLiteStore/" + $0
        }
        for file in try tree.sources() where file.path.hasPrefix("SQLiteStore/") && !others.contains(file.path) {
            for line in file.lines {
                #expect(!line.contains("FileHandle(") && !line.contains("Data(contentsOf:"), "\(file.path)")
            }
        }
    }

    @Test func `a feature knows only the features before it`() throws {
        // Catalogue ← Search, Reading; what comes later sees what came before.
        let forbidden: [String: [String]] = [
            "Library/Catalogue/": ["SearchRequest", "SearchAnswer", "BookReading", "IngestStore"],
            "Library/Reading/": ["SearchRequest", "SearchAnswer", "IngestStore"],
        ]
        for file in try tree.sources() {
            for (folder, names) in forbidden where file.path.hasPrefix(folder) {
                for line in file.lines where !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") {
                    for name in names {
                        #expect(!line.contains(name), "\(file.path) speaks of \(name)")
                    }
                }
            }
        }
    }
}

extension String {
    /// The text of one target's stanza in the manifest, up to its closing parenthesis.
    fileprivate func stanza(ofTarget name: String) -> String? {
        let openings = ["arget(name: \"\(name)\"", "arget(\n            name: \"\(name)\""]
        guard let start = openings.compactMap({ range(of: $0)?.lowerBound }).first else { return nil }
        var depth = 0
        var end = start
        for index in self[start...].indices {
            if self[index] == "(" { depth += 1 }
            if self[index] == ")" {
                depth -= 1
                if depth == 0 {
                    end = index
                    break
                }
            }
        }
        return String(self[start...end])
    }
}
