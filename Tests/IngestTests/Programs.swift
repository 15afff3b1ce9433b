import Foundation
import Glibc
import StartedProgram

/// The programs under test, built beside the test bundle.
enum Programs {
    static let folder: String = {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (path as NSString).deletingLastPathComponent
    }()
    static let hoclieu = folder + "/hoclieu"
    static let worker = folder + "/hoclieu-worker"
    static let areBuilt = access(hoclieu, X_OK) == 0 && access(worker, X_OK) == 0

    struct Outcome {
        var code: Int32
        var output: String
        var errors: String

        /// Standard output as one JSON object.
        func json() throws -> [String: Any] {
            try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
        }
    }

    /// Runs `hoclieu` to its end.
    static func run(_ arguments: [String], environment: [String: String] = [:], in directory: String? = nil) throws
        -> Outcome
    {
        let running = try start(arguments, environment: environment, in: directory)
        return running.wait()
    }

    static func start(_ arguments: [String], environment: [String: String] = [:], in directory: String? = nil) throws
        -> Running
    {
        try Running(arguments, environment: environment, directory: directory)
    }

    /// The repository: `ingest/` with its profiles lies there.
    static let repository: String = {
        var folder = (#filePath as NSString).deletingLastPathComponent
        while folder.count > 1,
            access(folder + "/Package.swift", F_OK) != 0 || access(folder + "/ingest/codes", F_OK) != 0
        {
            folder = (folder as NSString).deletingLastPathComponent
        }
        return folder
    }()

    /// A `hoclieu` at work.
    final class Running: Sendable {
        private let program: StartedProgram
        private let output: String
        private let errors: String

        init(_ arguments: [String], environment: [String: String], directory: String?) throws {
            let name = NSTemporaryDirectory() + "hoclieu-run-\(UUID().uuidString)"
            (output, errors) = (name + ".out", name + ".err")
            var variables = ProcessInfo.processInfo.environment
            for name in variables.keys where name.hasPrefix("HOCLIEU_") { variables[name] = nil }
            variables["HOCLIEU_SHARE"] = Programs.repository
            program = try StartedProgram(
                Programs.hoclieu, arguments, environment: variables.merging(environment) { $1 }, directory: directory,
                output: .file(output), errors: .file(errors))
        }

        var pid: pid_t { program.pid }
        var isRunning: Bool { program.isRunning }

        func kill() { program.kill() }

        func wait() -> Outcome {
            let code = program.wait()
            defer { for path in [output, errors] { unlink(path) } }
            return Outcome(
                code: code, output: (try? String(contentsOfFile: output, encoding: .utf8)) ?? "",
                errors: (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "")
        }
    }
}
