import Formats
import Library

/// Has one file read by the reader of its format and sends what comes out.
struct FileReading {
    let output: FrameOutput
    let readers: Readers

    func read(_ file: SourceFile, limits: ReadingLimits) {
        ProcessLimits.allowProcessorSeconds(600 + Int(file.byteCount >> 18))
        answer {
            let format = try readers.format(of: file)
            send(.format(format))
            var items = 0
            try readers.reader(for: format).read(file, limits: limits) { item in
                items += 1
                if !output.send(.item(item)) { send(.item(Self.tooLarge(item))) }
            }
            return items
        }
    }

    /// Hands over the rows of a table as they are.
    func readRows(_ file: SourceFile, limits: ReadingLimits) {
        ProcessLimits.allowProcessorSeconds(600 + Int(file.byteCount >> 18))
        answer {
            var rows = 0
            try readers.readRows(of: file, limits: limits) { row in
                rows += 1
                guard output.send(.row(row)) else {
                    throw FileRejection(.recordTooLarge, at: SourcePosition(line: row.line), "a row is too large")
                }
            }
            return rows
        }
    }

    /// Hands over the parts of a template.
    func readTemplate(_ file: SourceFile) {
        ProcessLimits.allowProcessorSeconds(60)
        answer {
            var parts = 0
            try TemplateReader().read(file) { part in
                parts += 1
                send(.part(part))
            }
            return parts
        }
    }

    /// The last word of an answer: how much was sent, or why nothing more comes.
    private func answer(_ work: () throws -> Int) {
        do {
            send(.finished(items: try work()))
        } catch let rejection as FileRejection {
            send(.refused(rejection.diagnostic))
        } catch {
            send(
                .refused(
                    Diagnostic(.reject, .fileUnreadable, at: SourcePosition(), "the file could not be read: \(error)")))
        }
    }

    private func send(_ reply: WorkerReply) {
        _ = output.send(reply)
    }

    /// What is said in place of an item that is larger than a frame.
    private static func tooLarge(_ item: IntakeItem) -> IntakeItem {
        let size = "larger than \(Frame.maximumLength >> 20) MiB"
        switch item {
        case .image(let image):
            return .diagnostic(
                Diagnostic(
                    .warning, .imageUnsupported, at: SourcePosition(field: image.name),
                    "the image is \(size) and was left out"))
        case .record(let patch):
            return .diagnostic(Diagnostic(.reject, .recordTooLarge, at: patch.position, "the record is \(size)"))
        case .diagnostic(var diagnostic):
            diagnostic.sourceBytes = []
            return .diagnostic(diagnostic)
        case .section(let section):
            return .diagnostic(
                Diagnostic(
                    .warning, .recordTooLarge, at: SourcePosition(record: section.ordinal),
                    "the chapter is \(size) and was left out"))
        case .passage, .progress:
            return .diagnostic(
                Diagnostic(.warning, .recordTooLarge, at: SourcePosition(), "a passage is \(size) and was left out"))
        }
    }
}
