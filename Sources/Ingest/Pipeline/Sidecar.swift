import Foundation
package import Library
import Yams

/// What a librarian wrote beside a file: its licence, who may read it, and
/// corrections that no later ingest overwrites.
///
/// For example:
///
///     licence: PD
///     access: open
///     corrections:
///       title: Việc làng
///       creators: [Ngô Tất Tố]
///       year: 1940
package struct Sidecar: Equatable, Sendable {
    package var licence: LicenceStatement?
    package var access: AccessLevel?
    /// The values of `fields`; the rest of it says nothing.
    package var corrections = BibFacts(title: "")
    package var fields: Set<BibField> = []

    package init() {}

    /// Reads the sidecar at `path`; a fault is a rejection that names the key.
    package static func read(_ path: String, licences: LicenceList) throws(FileRejection) -> Sidecar {
        guard let data = FileManager.default.contents(atPath: path), data.count <= 1 << 20 else {
            throw refusal(path, "it cannot be read or is larger than 1 MiB")
        }
        guard let text = String(data: data, encoding: .utf8) else { throw refusal(path, "it is not UTF-8") }
        return try parse(text, name: path, licences: licences)
    }

    package static func parse(_ text: String, name: String, licences: LicenceList) throws(FileRejection) -> Sidecar {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw refusal(name, "it is no valid YAML: \(String(describing: error).prefix(200))")
        }
        var sidecar = Sidecar()
        guard let node, node.null == nil else { return sidecar }
        guard let mapping = node.mapping else {
            throw refusal(name, "it has no keys; write for example \"licence: PD\"")
        }
        var fields = SidecarFields(name: name)
        for (key, value) in mapping {
            let line = key.mark?.line
            guard let word = key.string else { throw refusal(name, "a key is no word", line: line) }
            switch word {
            case "licence", "license":
                let words = try fields.text(value, word)
                guard licences.isPossible(words) else {
                    throw refusal(
                        name, "licence \"\(words.prefix(60))\" is no licence such as CC-BY-4.0, CC0-1.0, PD or ARR",
                        line: line)
                }
                sidecar.licence = licences.statement(for: words)
            case "access":
                let level = try fields.text(value, word)
                guard let access = AccessLevel(rawValue: level) else {
                    throw refusal(
                        name, "access \"\(level)\" is not one of closed, on-site, registered, open", line: line)
                }
                sidecar.access = access
            case "corrections":
                guard let corrections = value.mapping else {
                    if value.null != nil { continue }
                    throw refusal(name, "corrections are no list of keys", line: line)
                }
                for (key, value) in corrections { try fields.take(key, value) }
            default: try fields.take(key, value)
            }
        }
        sidecar.corrections = fields.facts
        sidecar.fields = fields.fields
        return sidecar
    }

    static func refusal(_ name: String, _ reason: String, line: Int? = nil) -> FileRejection {
        let file = (name as NSString).lastPathComponent
        return FileRejection(
            .sidecarInvalid, at: SourcePosition(record: 0, line: line), "the sidecar \(file) is not valid: \(reason)")
    }

    /// Puts the corrections over what the file says, in the cataloguer's name.
    package func apply(to patch: inout RecordPatch) {
        for field in fields {
            patch.facts.take(field, from: corrections)
            patch.sources[field] = .cataloguer
        }
    }
}
