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
