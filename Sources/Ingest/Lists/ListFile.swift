import Foundation
import Library
import Yams

/// A list of `ingest/codes` as it lies there.
struct ListFile {
    let exists: Bool
    /// Nil when it is not there or cannot be read.
    let content: Any?
    /// Why it cannot be read.
    let fault: String?

    init(_ path: String) {
        guard let data = FileManager.default.contents(atPath: path) else {
            (exists, content, fault) = (false, nil, nil)
            return
        }
        exists = true
        guard let text = String(data: data, encoding: .utf8) else {
            (content, fault) = (nil, "not UTF-8")
            return
        }
        do {
            content = try Yams.load(yaml: text)
            fault = nil
        } catch {
            let line = (error as? YamlError).flatMap(Self.line)
            (content, fault) = (nil, "no YAML" + (line.map { ", line \($0)" } ?? ""))
        }
    }

    private static func line(of error: YamlError) -> Int? {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: nil
        }
    }
}

/// What stands in the lists of `ingest/codes` and cannot be read: for `doctor`
/// and the start of the server, in the same words.
package struct ListFaults: Sendable {
    /// "holidays.yaml, announced, row 3".
    package let faults: [String]
    /// Rows that nobody has compared with their source.
    package let unchecked: [String]

    package init(ingestFolders: [String]) {
        let kinds = PlaceKindLists(ingestFolders: ingestFolders)
        let calendar = CalendarLists(ingestFolders: ingestFolders, kinds: kinds.rules)
        faults = kinds.faults + calendar.faults + RotationSettings.faults(ingestFolders: ingestFolders)
        unchecked = calendar.unchecked
    }
}
