import Foundation
import Yams

/// Names of codes that a librarian may edit: `ingest/codes/*.yaml`.
package struct CodeNames: Sendable {
    package enum List: String, CaseIterable, Sendable {
        case languages, licences
        case schoolSubjects = "school-subjects"
        case institutionKinds = "institution-kinds"
        case pointKinds = "service-point-kinds"
    }

    private var names: [List: [String: [String: String]]] = [:]

    /// Without any names: codes stand for themselves.
    package init() {}

    /// Reads the lists from each folder in turn; a later folder wins code by
    /// code. Lists that are missing or broken are left out, since a page with
    /// a bare code is better than none.
    package init(folders: [String]) {
        for folder in folders {
            for list in List.allCases {
                let path = "\(folder)/codes/\(list.rawValue).yaml"
                guard let text = try? String(contentsOfFile: path, encoding: .utf8),
                    let entries = try? Yams.load(yaml: text) as? [String: [String: Any]]
                else { continue }
                for (code, entry) in entries {
                    names[list, default: [:]][code] = entry.compactMapValues { $0 as? String }
                }
            }
        }
    }

    /// The codes of a list, in the order of their letters.
    func codes(_ list: List) -> [String] { names[list, default: [:]].keys.sorted() }

    func name(_ list: List, _ code: String, in language: InterfaceLanguage) -> String? {
        names[list]?[code]?[language.tag]
    }
}
