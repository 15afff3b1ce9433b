import Foundation

/// The repository as the tests read it: files, their modules and imports.
struct SourceTree {
    let root: URL

    init(from file: String = #filePath) {
        root = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    struct File {
        var path: String
        var module: String
        var lines: [Substring]
        var imports: [String] {
            lines.compactMap { line in
                let words = line.split(separator: " ")
                guard let index = words.firstIndex(of: "import"), index + 1 < words.count, index <= 2,
                    words[..<index].allSatisfy({
                        ["package", "public", "internal", "private", "@preconcurrency", "@testable"].contains($0)
                    })
                else { return nil }
                let name =
                    words[index + 1] == "struct" || words[index + 1] == "class" ? words[index + 2] : words[index + 1]
                return String(name.split(separator: ".")[0])
            }
        }
    }

    /// Every Swift file under `Sources`.
    func sources() throws -> [File] {
        let base = root.appendingPathComponent("Sources")
        let walker = FileManager.default.enumerator(atPath: base.path)
        var files: [File] = []
        while let path = walker?.nextObject() as? String {
            guard path.hasSuffix(".swift") else { continue }
            let text = try String(contentsOf: base.appendingPathComponent(path), encoding: .utf8)
            let module = String(path.split(separator: "/")[0])
            files.append(
                File(path: path, module: module, lines: text.split(separator: "\n", omittingEmptySubsequences: false)))
        }
        return files
    }

    func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }
}
