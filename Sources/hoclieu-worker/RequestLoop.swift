import Formats
import Glibc
import Library

/// Reads requests until the parent closes the pipe, and answers each.
struct RequestLoop {
    let output: FrameOutput
    let arguments: WorkerArguments

    func run() {
        let readers = Readers(ingestFolder: arguments.ingestFolder)
        _ = output.send(.hello(version: WireVersion.current))
        output.flush()
        var input = RequestInput()
        while let request = input.next() {
            switch request {
            case .read(let file, let limits): FileReading(output: output, readers: readers).read(file, limits: limits)
            case .rows(let file, let limits):
                FileReading(output: output, readers: readers).readRows(file, limits: limits)
            case .template(let file): FileReading(output: output, readers: readers).readTemplate(file)
            case .pageImage(let path, let page, let width):
                PageDrawing(output: output).draw(path, page: page, width: width)
            }
            output.flush()
        }
    }
}

/// Requests off standard input.
struct RequestInput {
    private var splitter = FrameSplitter()
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    /// Nil when the parent has closed the pipe.
    mutating func next() -> WorkerRequest? {
        while true {
            do {
                if let request = try splitter.next(WorkerRequest.init(type:from:)) { return request }
            } catch {
                _exit(WorkerExit.badRequest)
            }
            let count = buffer.withUnsafeMutableBytes { read(0, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            buffer.withUnsafeBytes { splitter.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }
}
