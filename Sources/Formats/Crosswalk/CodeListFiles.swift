import Foundation
import Library
import Yams

extension CodeLists {
    /// The lists of `ingest/` over the built-in ones; in several folders a file
    /// of a later one stands for the file of the same name in an earlier one.
    package init(ingestFolders: [String]) {
        self.init()
        var profiles: [String: String] = [:]
        var codes: [String: String] = [:]
        for folder in ingestFolders {
            for name in CodeLists.yamlFiles(in: folder + "/profiles") { profiles[name] = "\(folder)/profiles/\(name)" }
            for name in CodeLists.yamlFiles(in: folder + "/codes") { codes[name] = "\(folder)/codes/\(name)" }
        }
        for name in profiles.keys.sorted() { read(profiles[name]!) { $0.readProfile($1) } }
        let readers: [(String, (inout CodeLists, Node.Mapping) -> Void)] = [
            ("languages.yaml", { $0.readLanguages($1) }), ("licences.yaml", { $0.readLicences($1) }),
            ("relators.yaml", { $0.readRelators($1) }), ("kinds.yaml", { $0.readKinds($1) }),
            ("school-subjects.yaml", { $0.readSchoolSubjects($1) }),
        ]
        for (name, reader) in readers where codes[name] != nil { read(codes[name]!, reader) }
    }

    private static func yamlFiles(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
    }

    private mutating func read(_ path: String, _ take: (inout CodeLists, Node.Mapping) -> Void) {
        let name = (path as NSString).lastPathComponent
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            guard let node = try Yams.compose(yaml: text) else { return }
            guard let mapping = node.mapping else {
                problems.append("\(name): a list of \"key: value\" lines was expected.")
                return
            }
            take(&self, mapping)
        } catch {
            problems.append("\(name): \(error)")
        }
    }

    private mutating func readProfile(_ mapping: Node.Mapping) {
        for (heading, field) in mapping {
            guard let heading = heading.string, let name = field.string else { continue }
            guard let field = TableField(rawValue: name) else {
                problems.append("The field \"\(name)\" of the heading \"\(heading)\" is not known.")
                continue
            }
            headings[TableField.key(heading)] = field
        }
    }

    private mutating func readLanguages(_ mapping: Node.Mapping) {
        for (key, entry) in mapping {
            guard let code = key.string, code != "mul", code != "zxx", code != "und" else { continue }
            // A group code stands for several languages and decides none.
            let isGroup = entry["group"]?.bool ?? false
            let marc = (isGroup ? [] : [entry["marc"]?.string].compactMap(\.self)) + strings(entry["marcOther"])
            languages.add(code, marc: marc, names: names(entry))
        }
    }

    private mutating func readLicences(_ mapping: Node.Mapping) {
        for (key, entry) in mapping {
            if let id = key.string { licences.add(id, aliases: strings(entry["aliases"])) }
        }
    }

    private mutating func readRelators(_ mapping: Node.Mapping) {
        for (key, entry) in mapping {
            guard let code = key.string, let role = entry["role"]?.string else { continue }
            relators.add(code, role: Creator.Role(rawValue: role), words: names(entry))
        }
    }

    private mutating func readKinds(_ mapping: Node.Mapping) {
        for (key, entry) in mapping {
            guard let code = key.string, let kind = ResourceKind(rawValue: code) else { continue }
            add(kind, words: names(entry))
        }
    }

    private mutating func readSchoolSubjects(_ mapping: Node.Mapping) {
        for (key, entry) in mapping {
            if let code = key.string { add(schoolSubject: code, words: names(entry)) }
        }
    }

    private func names(_ entry: Node) -> [String] {
        [entry["vi"]?.string, entry["en"]?.string].compactMap(\.self) + strings(entry["aliases"])
    }

    private func strings(_ node: Node?) -> [String] { node?.sequence?.compactMap(\.string) ?? [] }
}
