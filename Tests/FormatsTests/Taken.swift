import Foundation
import Formats
import Library

/// Everything a reader gave for one file.
struct Taken {
    var records: [RecordPatch] = []
    var rejects: [Diagnostic] = []
    var warnings: [Diagnostic] = []
    /// Why the whole file was refused.
    var refusal: Diagnostic?

    var titles: [String] { records.map(\.facts.title) }
    func warns(_ code: DiagnosticCode) -> Bool { warnings.contains { $0.code == code } }

    init(_ reader: some FormatReader, path: String, limits: ReadingLimits = ReadingLimits()) {
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64) ?? 0
        let file = SourceFile(path: path, name: (path as NSString).lastPathComponent, byteCount: size)
        do {
            try reader.read(file, limits: limits) { item in
                switch item {
                case .record(let patch): records.append(patch)
                case .diagnostic(let diagnostic):
                    if diagnostic.severity == .reject {
                        rejects.append(diagnostic)
                    } else {
                        warnings.append(diagnostic)
                    }
                default: break
                }
            }
        } catch let rejection as FileRejection {
            refusal = rejection.diagnostic
        } catch {
            refusal = Diagnostic(.reject, .workerCrashed, at: SourcePosition(), "\(error)")
        }
    }

    init(_ reader: some FormatReader, bytes: [UInt8], name: String = "thu.dat", limits: ReadingLimits = ReadingLimits())
    {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let path = folder.appendingPathComponent(name).path
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try? Data(bytes).write(to: URL(fileURLWithPath: path))
        self.init(reader, path: path, limits: limits)
    }

    init(_ reader: some FormatReader, text: String, name: String = "thu.csv") {
        self.init(reader, bytes: Array(text.utf8), name: name)
    }
}

/// Writes sound ISO 2709 records for tests.
struct MARCBytes {
    var leader = "00000nam a2200000   4500"
    var fields: [(tag: String, content: [UInt8])] = []

    /// A control field, or a data field with "$" for the subfield mark:
    /// `field("245", "10$aSố đỏ /$cVũ Trọng Phụng")`.
    func field(_ tag: String, _ content: String) -> MARCBytes {
        field(tag, Array(content.replacing("$", with: "\u{1F}").utf8))
    }

    func field(_ tag: String, _ content: [UInt8]) -> MARCBytes {
        var copy = self
        copy.fields.append((tag, content))
        return copy
    }

    func leader(_ text: String) -> MARCBytes {
        var copy = self
        copy.leader = text
        return copy
    }

    var bytes: [UInt8] {
        var directory = ""
        var data: [UInt8] = []
        for (tag, content) in fields {
            directory += tag + digits(content.count + 1, 4) + digits(data.count, 5)
            data += content + [0x1E]
        }
        let base = 24 + directory.utf8.count + 1
        let length = base + data.count + 1
        let characters = Array(leader)
        let head = digits(length, 5) + String(characters[5..<12]) + digits(base, 5) + String(characters[17...])
        return Array((head + directory).utf8) + [0x1E] + data + [0x1D]
    }

    private func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
