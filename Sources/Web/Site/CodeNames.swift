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

    /// By list, code and language.
    private var entries: [List: [String: [String: String]]] = [:]

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
                    let read = try? Yams.load(yaml: text) as? [String: [String: Any]]
                else { continue }
                for (code, entry) in read {
                    entries[list, default: [:]][code] = entry.compactMapValues { $0 as? String }
                }
            }
        }
    }

    /// The codes of a list, in the order of their letters.
    func codes(_ list: List) -> [String] { entries[list, default: [:]].keys.sorted() }

    /// By code.
    func names(_ list: List, in language: InterfaceLanguage) -> [String: String] {
        entries[list, default: [:]].compactMapValues { $0[language.tag] }
    }
}
