import Foundation
import StartedProgram
import Testing

/// What `make run` loads before it serves.
@Suite(.enabled(if: Programs.areBuilt, "hoclieu and hoclieu-worker are built by swift build"))
struct StarterCollectionTests {
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
    }

    /// What the script prints; it must end well.
    private func start() throws -> String {
        let said = scratch.path + "/said-\(UUID().uuidString)"
        var variables = ProcessInfo.processInfo.environment
        variables["HOCLIEU_SHARE"] = Programs.repository
        let script = try StartedProgram(
            "/bin/sh", [Programs.repository + "/setup/starter-collection.sh", Programs.hoclieu, scratch.data],
            environment: variables, output: .file(said), errors: .file(said + ".err"))
        let code = script.wait()
        #expect(code == 0, "\((try? String(contentsOfFile: said + ".err", encoding: .utf8)) ?? "")")
        return try String(contentsOfFile: said, encoding: .utf8)
    }

    private func found(_ words: String) throws -> Int {
        try Programs.run(["--data", scratch.data, "search", words, "--json"]).json()["total"] as? Int ?? -1
    }

    @Test func `a start that was cut short is made good by the next, and then nothing is loaded again`() throws {
        // All that a first start leaves that dies as soon as the library is made.
        try begin()
        _ = try Programs.run(["--data", scratch.data, "ingest", try scratch.write("a.csv", "Nhan đề,Năm\nMột,1936\n")])
        #expect(FileManager.default.fileExists(atPath: scratch.data + "/hoclieu.sqlite"))

        let second = try start()
        let third = try start()

        #expect(try found("số đỏ") > 0)
        #expect(try Programs.run(["--data", scratch.data, "units", "load"]).output.hasSuffix("; đổi 0 dòng\n"))
        #expect(second.contains("loading the starter collection") && second.contains("loading administrative units"))
        #expect(third.isEmpty)
    }

    @Test func `a library that came another way is left as it is`() throws {
        _ = try Programs.run(["--data", scratch.data, "ingest", try scratch.write("a.csv", "Nhan đề,Năm\nMột,1936\n")])

        let said = try start()

        #expect(said.isEmpty)
        #expect(try found("số đỏ") == 0)
    }

    /// What the script leaves before its first step.
    private func begin() throws {
        try FileManager.default.createDirectory(atPath: scratch.data, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: scratch.data + "/starter-collection.begun"))
    }
}
