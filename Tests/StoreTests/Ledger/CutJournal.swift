import CCutWrites
import Foundation
import Randomness

/// What SQLite wrote in a run, entry by entry, and the files a power cut would
/// leave after any of them.
struct CutJournal {
    private(set) var entries: [Entry] = []

    struct Entry {
        var kind: Int
        var file: Int
        var offset: Int64
        var bytes: [UInt8]
    }

    init(path: String) throws {
        let data = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var place = 0
        while place + 14 <= data.count {
            let number = { (from: Int, count: Int) in
                (0..<count).reduce(UInt64(0)) { $0 | UInt64(data[from + $1]) << (8 * UInt64($1)) }
            }
            let length = Int(number(place + 10, 4))
            guard place + 14 + length <= data.count else { break }
            entries.append(
                Entry(
                    kind: Int(data[place]), file: Int(data[place + 1]),
                    offset: Int64(bitPattern: number(place + 2, 8)),
                    bytes: Array(data[place + 14..<place + 14 + length])))
            place += 14 + length
        }
    }

    /// The files as of the entries so far, and which promises were made.
    struct Disk {
        /// What is on the disk for certain, by path.
        private var certain: [String: [UInt8]]
        private var names: [Int: String] = [:]
        /// What was written since, in order.
        private var uncertain: [String: [Entry]] = [:]
        private(set) var promised: Set<Int64> = []

        init(_ files: [String: [UInt8]]) { certain = files }

        mutating func take(_ entry: Entry) {
            switch entry.kind {
            case Int(CUT_OPENED): names[entry.file] = String(decoding: entry.bytes, as: UTF8.self)
            case Int(CUT_MARKED): promised.insert(entry.offset)
            case Int(CUT_SYNCED):
                guard let name = names[entry.file] else { return }
                for written in uncertain.removeValue(forKey: name) ?? [] {
                    Self.apply(written, to: &certain[name, default: []])
                }
            default: if let name = names[entry.file] { uncertain[name, default: []].append(entry) }
            }
        }

        /// How many writes a cut would put in doubt.
        var inDoubt: Int { uncertain.values.reduce(0) { $0 + $1.count } }

        /// Some of the uncertain writes got to the disk, some did not, and some
        /// only in part: whole sectors of 512 bytes.
        func afterCut(_ random: inout SeededRandom) -> [String: [UInt8]] {
            var files = certain
            // In a fixed order, so that a seed makes the same cut again.
            for name in uncertain.keys.sorted() {
                for written in uncertain[name] ?? [] {
                    switch random.below(4) {
                    case 0: continue
                    case 1 where written.bytes.count > 512:
                        for start in stride(from: 0, to: written.bytes.count, by: 512) where random.once(in: 2) {
                            var part = written
                            part.offset += Int64(start)
                            part.bytes = Array(written.bytes[start..<min(start + 512, written.bytes.count)])
                            Self.apply(part, to: &files[name, default: []])
                        }
                    default: Self.apply(written, to: &files[name, default: []])
                    }
                }
            }
            return files
        }

        private static func apply(_ entry: Entry, to file: inout [UInt8]) {
            let offset = Int(entry.offset)
            if entry.kind == Int(CUT_TRUNCATED) {
                if offset < file.count { file.removeLast(file.count - offset) }
                return
            }
            let end = offset + entry.bytes.count
            if file.count < end { file += [UInt8](repeating: 0, count: end - file.count) }
            file.replaceSubrange(offset..<end, with: entry.bytes)
        }
    }
}
