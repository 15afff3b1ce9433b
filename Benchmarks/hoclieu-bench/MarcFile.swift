import Corpus
import Foundation
import Library

/// Records of the made-up province as ISO 2709, as large as is asked for.
enum MarcFile {
    static func write(_ province: Province, from first: Int, bytes: Int, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown) }
        defer { try? file.close() }
        var written = 0
        var number = first
        while written < bytes {
            var block: [UInt8] = []
            for _ in 0..<1_000 {
                block += record(province.record(number % 300_000), number)
                number += 1
            }
            try file.write(contentsOf: block)
            written += block.count
        }
        // A librarian's file lies on the disk; the bench's own bytes on their way
        // there would stand before those of the desks.
        try file.synchronize()
    }

    private static func record(_ facts: BibFacts, _ number: Int) -> [UInt8] {
        var fields: [(tag: String, value: String)] = [
            ("001", "lon\(number)"), ("003", "VN-LON"),
            ("008", "750101s\(facts.year ?? 1999)    vm            000 0 vie d"),
            ("245", "10\u{1F}a\(facts.title) \(number)"),
            ("260", "  \u{1F}aHà Nội :\u{1F}bGiáo dục,\u{1F}c\(facts.year ?? 1999)"),
            ("520", "  \u{1F}a" + Array(repeating: facts.title, count: 6).joined(separator: ". ")),
        ]
        if let creator = facts.creators.first { fields.insert(("100", "1 \u{1F}a\(creator.name)"), at: 3) }
        fields += facts.subjects.prefix(3).map { ("650", " 4\u{1F}a\($0)") }
        var directory = "", body: [UInt8] = []
        for (tag, value) in fields {
            let bytes = Array(value.utf8) + [0x1E]
            directory += tag + padded(bytes.count, 4) + padded(body.count, 5)
            body += bytes
        }
        let base = 24 + directory.utf8.count + 1
        let leader = padded(base + body.count + 1, 5) + "nam a22" + padded(base, 5) + " a 4500"
        return Array(leader.utf8) + Array(directory.utf8) + [0x1E] + body + [0x1D]
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
