import Foundation
import StartedProgram

/// LibreOffice, where it is installed: how people open what this library writes.
package enum Office {
    private static let program = ["/usr/bin/soffice", "/usr/bin/libreoffice"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    package static var isHere: Bool { program != nil }

    /// The words of a .docx on paper: converted to PDF, and read from that.
    package static func text(of document: [UInt8]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hoclieu-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("bao-cao.docx")
        try Data(document).write(to: file)
        try run(
            program ?? "", "--headless", "-env:UserInstallation=file://\(folder.path)/office", "--convert-to", "pdf",
            "--outdir", folder.path, file.path)
        let pdf = folder.appendingPathComponent("bao-cao.pdf")
        if let keep = ProcessInfo.processInfo.environment["HOCLIEU_PICTURES"] {
            try? FileManager.default.copyItem(atPath: pdf.path, toPath: "\(keep)/bao-cao.pdf")
        }
        let text = folder.appendingPathComponent("bao-cao.txt")
        try run("/usr/bin/pdftotext", "-layout", pdf.path, text.path)
        return try String(contentsOf: text, encoding: .utf8)
    }

    private static func run(_ program: String, _ arguments: String...) throws {
        guard try StartedProgram(program, arguments).wait() == 0 else { throw Failed(program: program) }
    }

    private struct Failed: Error { let program: String }
}
