/// What is put into the fields of a template, and how often its lists repeat.
///
/// A field or list that is not here is looked for in the record around it.
package struct DocumentFields: Equatable, Sendable {
    package var texts: [String: String]
    package var lists: [String: [DocumentFields]]

    package init(texts: [String: String] = [:], lists: [String: [DocumentFields]] = [:]) {
        (self.texts, self.lists) = (texts, lists)
    }

    /// The names used here and in every list below.
    package var names: Set<String> {
        lists.reduce(Set(texts.keys)) { names, list in
            list.value.reduce(names.union([list.key])) { $0.union($1.names) }
        }
    }
}
