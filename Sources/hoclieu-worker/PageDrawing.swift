import Foundation
import Glibc
import Library

/// Draws a page of a PDF with poppler's `pdftoppm`.
struct PageDrawing {
    let output: FrameOutput

    private static let program = "/usr/bin/pdftoppm"
    private static let largest = 32 << 20

    func draw(_ path: String, page: Int, width: Int) {
        ProcessLimits.allowProcessorSeconds(60)
        guard access(Self.program, X_OK) == 0 else {
            refuse("poppler-utils is not installed, so pages cannot be drawn")
            return
        }
        guard page >= 1, (50...4000).contains(width) else {
            _ = output.send(.noPage)
            return
        }
        let arguments = [
            "-f", "\(page)", "-l", "\(page)", "-scale-to-x", "\(width)", "-scale-to-y", "-1", "-png", path,
        ]
        guard let bytes = Self.outputOf(Self.program, arguments) else {
            refuse("the page could not be drawn")
            return
        }
        // poppler writes nothing for a page beyond the last.
        if bytes.isEmpty || !output.send(.pageImage(mediaType: "image/png", bytes: bytes)) { _ = output.send(.noPage) }
    }

    private func refuse(_ reason: String) {
        _ = output.send(.refused(Diagnostic(.reject, .pdfDamaged, at: SourcePosition(), reason)))
    }

    private static func outputOf(_ program: String, _ arguments: [String]) -> [UInt8]? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        var bytes: [UInt8] = []
        while let piece = try? pipe.fileHandleForReading.read(upToCount: 1 << 16), !piece.isEmpty {
            bytes += piece
            if bytes.count > largest { process.terminate() }
        }
        process.waitUntilExit()
        return bytes.count > largest ? nil : bytes
    }
}
