import Glibc

/// A program of the system (poppler-utils, vipsthumbnail) with its arguments:
/// no shell, an environment of its own, limits of time and output.
struct OutsideProgram {
    enum Fault: Error, Equatable {
        /// The program is not installed or could not be started.
        case notStarted
        case timeout
        /// It wrote more than it may.
        case tooMuchOutput
    }

    struct Outcome {
        /// The exit status; above 128 a signal.
        var status: Int
        var output: [UInt8]
        /// The first kilobytes of what it wrote to standard error.
        var complaint: String
    }

    let name: String
    let arguments: [String]
    var seconds: Double = 30
    var outputLimit = 64 << 20

    /// All it writes at once.
    func run(input: [UInt8] = []) throws(Fault) -> Outcome {
        let running = try RunningProgram(self, input: input)
        var output: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try running.read(into: buffer)
            if count == 0 { break }
            output.append(contentsOf: buffer[..<count])
        }
        let status = running.end()
        return Outcome(status: status, output: output, complaint: running.complaint)
    }

    /// Where a program of that name lies in the fixed search path.
    static func path(of name: String) -> String? {
        for folder in ["/usr/bin", "/usr/local/bin", "/bin"] where access("\(folder)/\(name)", X_OK) == 0 {
            return "\(folder)/\(name)"
        }
        return nil
    }
}
