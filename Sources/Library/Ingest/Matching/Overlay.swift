import VietnameseText

/// How what a source says is laid over what the catalogue holds.
///
/// A locked field is left as it is. A value is replaced only by a source at
/// least as strong, so that a cataloguer's word is never lost to an ingest.
package enum Overlay {
    /// On which occasion the source speaks.
    package enum Occasion: Equatable, Sendable {
        /// The same source record came again with other bytes: it replaces what
        /// is not stronger, and as the only source it also takes back.
        case correction(isOnlySource: Bool)
        /// The same file was read again. Guesses (a title from the file's name) do
        /// not count, or renaming a file would change its record; beside other
        /// sources only a stronger one replaces, or two files would take turns.
        case rereading(isOnlySource: Bool)
        /// Another source of the same publication: it fills what is empty, and
        /// replaces only what a weaker source said.
        case match
    }

    /// A record's values with their sources and locks.
    package struct State: Equatable, Sendable {
        package var facts: BibFacts
        package var sources: [BibField: ValueSource]
        package var locked: Set<BibField>
        package init(facts: BibFacts, sources: [BibField: ValueSource], locked: Set<BibField> = []) {
            (self.facts, self.sources, self.locked) = (facts, sources, locked)
        }
    }

    /// The record after `patch` has spoken; equal to `state` when nothing changes.
    package static func applying(_ patch: RecordPatch, to state: State, on occasion: Occasion) -> State {
        var result = state
        for field in BibField.allCases where !state.locked.contains(field) {
            guard let source = source(of: field, in: patch) else {
                if case .correction(isOnlySource: true) = occasion { withdraw(field, from: &result) }
                continue
            }
            guard mayTake(field, from: source, of: patch, over: state, on: occasion) else { continue }
            result.facts.take(field, from: patch.facts)
            result.sources[field] = source
        }
        return result
    }

    /// A new record holds all that its first source says.
    package static func first(_ patch: RecordPatch) -> State {
        var sources: [BibField: ValueSource] = [:]
        for field in BibField.allCases { sources[field] = source(of: field, in: patch) }
        return State(facts: patch.facts, sources: sources)
    }

    /// Who says the field in `patch`: nil when nobody does. A value without a
    /// named source counts as a guess.
    private static func source(of field: BibField, in patch: RecordPatch) -> ValueSource? {
        if patch.facts.isEmpty(field) { return nil }
        if let named = patch.sources[field] { return named }
        return field == .kind ? nil : .guessed
    }

    private static func mayTake(
        _ field: BibField, from source: ValueSource, of patch: RecordPatch, over state: State, on occasion: Occasion
    ) -> Bool {
        guard !state.facts.isEmpty(field), let present = state.sources[field] else {
            return isHeard(source, on: occasion)
        }
        if source < .cataloguer, field == .title, isPlainer(patch.facts.title, than: state.facts.title) { return false }
        switch occasion {
        case .correction: return source >= present
        case .rereading(let isOnlySource):
            return isHeard(source, on: occasion) && (isOnlySource ? source >= present : source > present)
        case .match: return source > present
        }
    }

    private static func isHeard(_ source: ValueSource, on occasion: Occasion) -> Bool {
        if case .rereading = occasion { return source > .guessed }
        return true
    }

    /// The only source no longer says what it said before.
    private static func withdraw(_ field: BibField, from state: inout State) {
        guard field != .title, let present = state.sources[field], present < .cataloguer else { return }
        state.facts.take(field, from: BibFacts(title: state.facts.title))
        state.sources[field] = nil
    }

    /// The same words with fewer marks, or in capitals: "SO DO" beside "Số đỏ".
    private static func isPlainer(_ new: String, than present: String) -> Bool {
        guard new != present, Folding.folded(new) == Folding.folded(present) else { return false }
        if Folding.canonical(new) != Folding.canonical(present) {
            return Folding.canonical(new) == Folding.folded(new)
        }
        return new == new.uppercased() && present != present.uppercased()
    }
}
