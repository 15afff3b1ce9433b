/// Numbers met in one file that nothing says whose they are, to tell when one
/// stands over two different publications.
///
/// A number of a named agency needs none of this: the store refuses its second.
package struct MetIdentifiers: Sendable {
    /// Some twenty megabytes; a list with more numbers is a machine's.
    private static let most = 200_000
    /// A column that repeats itself so often numbers nothing.
    private static let fewRepeats = 20

    private struct Met { var title: Int, record: Int, line: Int? }
    private var met: [String: Met] = [:]
    private var repeats = 0

    package init() {}

    /// What is to be told of a number that stood before over another title; nil
    /// for a first one, and for a record that is only repeated.
    package mutating func warning(for number: String, title: String, at place: SourcePosition) -> Diagnostic? {
        guard !number.isEmpty else { return nil }
        guard let first = met[number] else {
            if met.count < Self.most {
                met[number] = Met(title: title.hashValue, record: place.record, line: place.line)
            }
            return nil
        }
        guard first.title != title.hashValue else { return nil }
        repeats += 1
        guard repeats <= Self.fewRepeats || repeats * 2 < met.count else { return nil }
        let line = first.line.map { ", line \($0)" } ?? ""
        return Diagnostic(
            .warning, .duplicateIdentifier, at: place,
            "the number \(number.prefix(60)) stands already in record \(first.record)\(line), over another title; "
                + "both were taken")
    }
}
