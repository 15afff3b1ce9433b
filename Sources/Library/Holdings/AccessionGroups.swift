import VietnameseText

/// Lines of a register that are copies of one publication.
package struct AccessionGroup: Equatable, Sendable {
    /// Indices into the lines, in the order of the register.
    package fileprivate(set) var lines: [Int] = []
    /// Why each of them is here.
    package fileprivate(set) var reasons: [AccessionJoin] = []
    /// What keeps it from other groups of the same title; empty when it is the
    /// only one.
    package fileprivate(set) var apart: Set<AccessionDifference> = []
}

/// Why a line stands in its group. The words are in the locales under
/// `accession-join`.
package enum AccessionJoin: String, Sendable, CaseIterable {
    /// The line that begins the group.
    case first
    case sameISBN = "same-isbn"
    /// Title, volume, first creator and year are the same.
    case sameAll = "same-all"
    /// The same title and volume; what one of them does not say (creator, year
    /// or ISBN) fits one group only.
    case fitsOnlyHere = "fits-only-here"
}

/// Why lines of one title are not one record. The words are in the locales
/// under `accession-difference`.
package enum AccessionDifference: String, Sendable, CaseIterable {
    case volume, isbn, creator, year
    /// What the line says fits several groups: somebody has to look.
    case unclear
}

/// Groups the lines of a register into publications, by a table that a
/// librarian can follow:
///
/// | title | volume | ISBN | first creator | year | |
/// |---|---|---|---|---|---|
/// | same | same | same | any | any | together |
/// | same | same | one or none given | same | same | together |
/// | same | same | none contradicts | one not given | one not given | together, when it fits one group only |
/// | same | other | | | | apart |
/// | same | same | other | | | apart |
/// | same | same | | other | | apart |
/// | same | same | | | other | apart |
/// | other | | | | | apart, whatever the ISBN says |
///
/// Titles and names are compared folded, names in any order of their words.
package struct AccessionGroups: Sendable {
    package private(set) var groups: [AccessionGroup] = []

    package init(_ lines: [AccessionLine]) {
        var folded = FoldedTexts()
        let marks = lines.map { LineMarks($0, &folded) }
        var buckets: [VolumeTitle: [Int]] = [:]
        for (index, mark) in marks.enumerated() { buckets[mark.title, default: []].append(index) }

        var found: [(base: String, group: AccessionGroup)] = []
        var volumes: [String: Int] = [:]
        for (title, bucket) in buckets {
            volumes[title.base, default: 0] += 1
            var editions = Editions()
            // Who says most speaks first: the others then find their place. The
            // order of the rows decides nothing.
            let known = bucket.sorted { marks[$0].isBefore(marks[$1]) }
            for index in known { editions.take(index, marks[index]) }
            found += editions.finished().map { (title.base, $0) }
        }
        groups = found.map { entry in
            var group = entry.group
            if volumes[entry.base, default: 0] > 1 { group.apart.insert(.volume) }
            return group
        }
        groups.sort { $0.lines[0] < $1.lines[0] }
    }
}

/// What of a line decides about its group.
private struct LineMarks: Hashable {
    var title: VolumeTitle
    var isbn: String?
    var creator: String?
    var year: Int?

    private var known: Int { (isbn == nil ? 0 : 1) + (creator == nil ? 0 : 1) + (year == nil ? 0 : 1) }

    func isBefore(_ other: LineMarks) -> Bool {
        (-known, isbn ?? "", creator ?? "", year ?? 0)
            < (-other.known, other.isbn ?? "", other.creator ?? "", other.year ?? 0)
    }

    init(_ line: AccessionLine, _ folded: inout FoldedTexts) {
        title = folded.title(line.title, line.volume)
        (isbn, year) = (line.isbn, line.year)
        creator = line.creators.first.map { folded.name($0) }
    }
}

/// Registers repeat themselves: each text is folded once.
private struct FoldedTexts {
    private var titles: [[String?]: VolumeTitle] = [:]
    private var names: [String: String] = [:]

    mutating func title(_ title: String, _ volume: String?) -> VolumeTitle {
        if let known = titles[[title, volume]] { return known }
        let made = VolumeTitle(title, column: volume)
        titles[[title, volume]] = made
        return made
    }

    /// "J.K. Rowling" and "Rowling, J.K." are one name.
    mutating func name(_ name: String) -> String {
        if let known = names[name] { return known }
        let made = Folding.folded(name).split(separator: " ").sorted().joined(separator: " ")
        names[name] = made
        return made
    }
}

/// The groups of one title and volume while they grow.
private struct Editions {
    private struct Edition {
        var isbn: String?
        var creator: String?
        var year: Int?
        var members: [(line: Int, reason: AccessionJoin)] = []
        var isUnclear = false

        /// Nothing that both say is different. Two ISBNs were compared before.
        func fits(_ marks: LineMarks) -> Bool {
            !isUnclear && (isbn == nil || marks.isbn == nil)
                && (creator == nil || marks.creator == nil || creator == marks.creator)
                && (year == nil || marks.year == nil || year == marks.year)
        }
    }
    private var editions: [Edition] = []
    private var byMarks: [LineMarks: Int] = [:]
    private var byISBN: [String: Int] = [:]
    private var byCreator: [String?: [Int]] = [:]

    mutating func take(_ line: Int, _ marks: LineMarks) {
        if let isbn = marks.isbn, let place = byISBN[isbn] { return join(line, marks, place, .sameISBN) }
        if let place = byMarks[marks] { return join(line, marks, place, .sameAll) }
        let fitting = fitting(marks)
        guard fitting.count == 1 else { return open(line, marks, isUnclear: fitting.count > 1) }
        let edition = editions[fitting[0]]
        let isWhole = marks.creator != nil && marks.year != nil
        let isSame = isWhole && edition.creator == marks.creator && edition.year == marks.year
        join(line, marks, fitting[0], isSame ? .sameAll : .fitsOnlyHere)
    }

    /// At most two: more would tell no more.
    private func fitting(_ marks: LineMarks) -> [Int] {
        var places: [Int] = []
        let named = byCreator[marks.creator, default: []] + byCreator[nil, default: []]
        for place in marks.creator == nil ? Array(editions.indices) : named where !places.contains(place) {
            guard editions[place].fits(marks) else { continue }
            places.append(place)
            if places.count == 2 { break }
        }
        return places
    }

    private mutating func open(_ line: Int, _ marks: LineMarks, isUnclear: Bool) {
        let place = editions.count
        editions.append(
            Edition(
                isbn: marks.isbn, creator: marks.creator, year: marks.year, members: [(line, .first)],
                isUnclear: isUnclear))
        byMarks[marks] = place
        byCreator[marks.creator, default: []].append(place)
        if let isbn = marks.isbn { byISBN[isbn] = place }
    }

    private mutating func join(_ line: Int, _ marks: LineMarks, _ place: Int, _ reason: AccessionJoin) {
        editions[place].members.append((line, reason))
        byMarks[marks] = byMarks[marks] ?? place
        if let isbn = marks.isbn, editions[place].isbn == nil {
            editions[place].isbn = isbn
            byISBN[isbn] = place
        }
        editions[place].year = editions[place].year ?? marks.year
        if editions[place].creator == nil, let creator = marks.creator {
            editions[place].creator = creator
            byCreator[creator, default: []].append(place)
        }
    }

    /// The groups; the earliest line begins each, whoever was looked at first.
    func finished() -> [AccessionGroup] {
        editions.map { edition in
            var members = edition.members.sorted { $0.line < $1.line }
            if let begin = members.firstIndex(where: { $0.reason == .first }), begin > 0 {
                members[begin].reason = members[0].reason
                members[0].reason = .first
            }
            var group = AccessionGroup()
            (group.lines, group.reasons) = (members.map(\.line), members.map(\.reason))
            group.apart = editions.count > 1 ? differences(of: edition) : []
            return group
        }
    }

    private func differences(of edition: Edition) -> Set<AccessionDifference> {
        if edition.isUnclear { return [.unclear] }
        var found: Set<AccessionDifference> = []
        let isbns = editions.lazy.compactMap(\.isbn)
        if let isbn = edition.isbn, isbns.contains(where: { $0 != isbn }) { found.insert(.isbn) }
        if let name = edition.creator, byCreator.keys.contains(where: { $0 != nil && $0 != name }) {
            found.insert(.creator)
        }
        if let year = edition.year, editions.contains(where: { $0.year != nil && $0.year != year }) {
            found.insert(.year)
        }
        return found
    }
}
