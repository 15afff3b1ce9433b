import VietnameseText

/// A row of a class list, read but not yet matched with the readers we know.
package struct ClassLine: Equatable, Sendable {
    package var row: TableRow
    package var facts: PatronFacts
    /// The number of a card the reader has already.
    package var card: CardNumber?
}

/// Reads class lists: a row of headings, then one reader a row.
///
/// What may not be kept is dropped here, before anything is written: without a
/// guardian's consent a child's birthday and contact are gone.
package struct ClassList: Sendable {
    package private(set) var lines: [ClassLine] = []
    package private(set) var rejected: [ListOutcome] = []

    /// What holds for the whole list.
    package struct Setting: Equatable, Sendable {
        package var category: PatronCategory
        package var basis: LegalBasis
        /// The class of a list that has no column for it.
        package var className: String?
        /// The day of consents that are given as a tick.
        package var today: Day
        package init(
            category: PatronCategory = .pupil, basis: LegalBasis = .schoolDuty, className: String? = nil, today: Day
        ) {
            (self.category, self.basis, self.className, self.today) = (category, basis, className, today)
        }
    }

    private enum Field: Hashable { case name, family, given, className, birthday, contact, consent, category, card }

    private static let headings = [String: Field](headings: [
        (
            .name,
            ["họ và tên", "họ tên", "họ tên học sinh", "tên học sinh", "học sinh", "bạn đọc", "name", "full name"]
        ),
        (.family, ["họ đệm", "họ và tên đệm", "họ và đệm", "họ", "family name"]),
        (.given, ["tên", "given name"]),
        (.className, ["lớp", "tên lớp", "class"]),
        (.birthday, ["ngày sinh", "ngày tháng năm sinh", "sinh ngày", "birthday", "date of birth"]),
        (.contact, ["điện thoại phụ huynh", "điện thoại", "liên hệ", "số điện thoại", "contact", "phone"]),
        (.consent, ["phụ huynh đồng ý", "đồng ý của phụ huynh", "đồng ý", "consent", "guardian consent"]),
        (.category, ["đối tượng", "loại bạn đọc", "category"]),
        (.card, ["số thẻ", "mã thẻ", "card", "card number"]),
    ])

    private static let categories = [String: PatronCategory](headings: [
        (.pupil, ["học sinh", "hs", "pupil", "student"]), (.teacher, ["giáo viên", "gv", "giảng viên", "teacher"]),
        (.staff, ["nhân viên", "cán bộ", "staff"]), (.child, ["thiếu nhi", "trẻ em", "child"]),
        (.adult, ["người lớn", "người dân", "bạn đọc", "adult"]),
    ])

    package init(_ rows: [TableRow], setting: Setting) {
        let found =
            ListColumns(rows, Self.headings, needed: [.name])
            ?? ListColumns(rows, Self.headings, needed: [.family, .given])
        guard let columns = found else {
            rejected = rows.prefix(1).map { ListOutcome(row: $0, label: "", result: .rejected(.headingsMissing)) }
            return
        }
        var seen: Set<String> = []
        for row in rows.dropFirst(columns.headingRow + 1) where row.cells.contains(where: { !$0.isEmpty }) {
            do throws(ListFault) {
                let line = try Self.line(row, columns, setting)
                let key = [line.facts.name, line.facts.className ?? "", line.facts.birthday?.description ?? ""].map {
                    Folding.canonical($0)
                }
                guard seen.insert(key.joined(separator: "\u{1}") + (line.card?.text ?? "")).inserted else {
                    throw .rowTwice
                }
                lines.append(line)
            } catch {
                let label = Self.name(row, columns) ?? ""
                rejected.append(ListOutcome(row: row, label: label, result: .rejected(error)))
            }
        }
    }

    private static func line(_ row: TableRow, _ columns: ListColumns<Field>, _ setting: Setting) throws(ListFault)
        -> ClassLine
    {
        guard let name = name(row, columns) else { throw .nameMissing }
        var category = setting.category
        if let words = columns.text(.category, in: row) {
            guard let known = categories[Folding.folded(words)] else { throw .categoryUnknown }
            category = known
        }
        let className = columns.text(.className, in: row) ?? setting.className
        guard className != nil || category != .pupil else { throw .classMissing }
        var birthday: Day?
        if let words = columns.text(.birthday, in: row) {
            guard let day = Day(written: words), day < setting.today, day.year > 1900 else { throw .dateInvalid }
            birthday = day
        }
        var card: CardNumber?
        if let words = columns.text(.card, in: row) {
            guard let number = CardNumber(words), number.isPlausible else { throw .cardInvalid }
            card = number
        }
        let facts = PatronFacts(
            name: name, category: category, className: className, basis: setting.basis,
            consentOn: try consent(columns.text(.consent, in: row), setting), birthday: birthday,
            contact: columns.text(.contact, in: row))
        return ClassLine(row: row, facts: facts.permitted, card: card)
    }

    private static func name(_ row: TableRow, _ columns: ListColumns<Field>) -> String? {
        if let name = columns.text(.name, in: row) { return name }
        let parts = [columns.text(.family, in: row), columns.text(.given, in: row)].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// A day, a yes, or a no; anything else is asked back rather than guessed.
    private static func consent(_ words: String?, _ setting: Setting) throws(ListFault) -> Day? {
        guard let words else { return nil }
        if let day = Day(written: words) {
            guard day <= setting.today else { throw .dateInvalid }
            return day
        }
        switch Folding.folded(words) {
        case "x", "co", "1", "dong y", "da dong y", "yes": return setting.today
        case "khong", "0", "chua", "khong dong y", "no": return nil
        default: throw .consentUnclear
        }
    }
}
