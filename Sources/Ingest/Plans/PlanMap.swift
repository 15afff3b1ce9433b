import Foundation
import Library
import VietnameseText
import Yams

/// What is wrong with one file, as it comes to light.
final class PlanFaultLog {
    let file: String
    private(set) var faults: [PlanFault] = []

    init(file: String) { self.file = file }

    /// As somebody meets them who reads the file from above; what is wrong with the
    /// file as a whole first.
    var byLine: [PlanFault] {
        faults.enumerated().sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
            .map(\.element)
    }

    func add(_ code: PlanFaultCode, _ line: Int?, _ found: String = "", allowed: String = "") {
        faults.append(PlanFault(file: file, line: line, code: code, found: found, allowed: allowed))
    }
}

/// A mapping of a plan's file: its values by key, each with its line. What cannot
/// be read is told to the log and then is nil.
struct PlanMap {
    let line: Int
    let log: PlanFaultLog
    private let values: [String: (line: Int, node: Node)]

    /// Nil for what is no mapping. Keys outside `keys` are faults.
    init?(_ node: Node, keys: [String], log: PlanFaultLog) {
        line = node.mark?.line ?? 1
        self.log = log
        guard let mapping = node.mapping else {
            log.add(.valueShape, line, node.string ?? "", allowed: keys.joined(separator: ", "))
            return nil
        }
        var values: [String: (line: Int, node: Node)] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            let place = key.mark?.line ?? line
            guard keys.contains(name) else {
                log.add(.keyUnknown, place, name, allowed: keys.joined(separator: ", "))
                continue
            }
            values[name] = (place, value)
        }
        self.values = values
    }

    func line(of key: String) -> Int { values[key]?.line ?? line }
    func has(_ key: String) -> Bool { values[key] != nil }

    /// The line of a value of its own, which may stand below its key.
    func node(_ key: String, required: Bool = true) -> Node? {
        if let node = values[key]?.node { return node }
        if required { log.add(.keyMissing, line, key) }
        return nil
    }

    /// One value; what is empty is missing.
    func text(_ key: String, required: Bool = true) -> String? {
        guard let node = node(key, required: required) else { return nil }
        guard let scalar = node.scalar else {
            log.add(.valueShape, line(of: key), key)
            return nil
        }
        let text = Self.tidy(scalar.string)
        if text.isEmpty, required { log.add(.keyMissing, line(of: key), key) }
        return text.isEmpty ? nil : text
    }

    /// A list, or one value in its place; empty when it is not there.
    func nodes(_ key: String, required: Bool = true) -> [Node] {
        guard let node = node(key, required: required) else { return [] }
        if let sequence = node.sequence {
            if sequence.isEmpty, required { log.add(.keyMissing, line(of: key), key) }
            return Array(sequence)
        }
        return [node]
    }

    func texts(_ key: String, required: Bool = true) -> [String] {
        nodes(key, required: required).compactMap { node in
            guard let scalar = node.scalar else {
                log.add(.valueShape, node.mark?.line ?? line(of: key), key)
                return nil
            }
            return Self.tidy(scalar.string)
        }
    }

    /// What a plan or a part of it is called.
    func code(_ key: String) -> String? {
        guard let text = text(key) else { return nil }
        guard PlanCode.isSound(text) else {
            log.add(.codeInvalid, line(of: key), text)
            return nil
        }
        return text
    }

    /// One of a closed list.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, _: Choice.Type, required: Bool = true
    ) -> Choice? {
        text(key, required: required).flatMap { chosen($0, line(of: key)) }
    }

    func choices<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, _: Choice.Type, required: Bool = false
    ) -> [Choice] {
        texts(key, required: required).compactMap { chosen($0, line(of: key)) }
    }

    private func chosen<Choice: RawRepresentable<String> & CaseIterable>(_ text: String, _ line: Int) -> Choice? {
        if let choice = Choice(rawValue: text) { return choice }
        log.add(.choiceUnknown, line, text, allowed: Choice.allCases.map(\.rawValue).joined(separator: ", "))
        return nil
    }

    func isYes(_ key: String) -> Bool {
        guard let text = text(key, required: false) else { return false }
        switch text {
        case "yes", "true", "có": return true
        case "no", "false", "không": return false
        default:
            log.add(.choiceUnknown, line(of: key), text, allowed: "yes, no")
            return false
        }
    }

    /// Whether it says that nobody has chosen yet.
    static func isOpen(_ text: String) -> Bool { Folding.folded(text) == Folding.folded("chưa chọn") }

    private static func tidy(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
