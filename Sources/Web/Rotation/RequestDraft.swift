package import Library

/// What was typed about a request so far, right or wrong; also as it stands in
/// the address of its form, so that looking for a title loses nothing.
package struct RequestDraft: Hashable, Sendable {
    /// Of the point that is asked.
    package var to = ""
    package var record = ""
    /// Words of a title that is looked for.
    package var search = ""
    package var words = ""
    package var grade = ""
    package var subject = ""
    package var quantity = ""
    package var neededBy = ""
    package var returnBy = ""
    package var isYearly = false

    package init(record: RecordID? = nil) { self.record = record?.description ?? "" }

    init(_ form: FormValues) {
        (to, record, search) = (form.text("den"), form.text("tai-lieu"), form.text("tim-sach"))
        (words, grade, subject) = (form.text("sach"), form.text("lop"), form.text("mon"))
        (quantity, neededBy, returnBy) = (form.text("so-luong"), form.text("can"), form.text("hen-tra"))
        isYearly = form.isOn("ca-nam")
    }

    package var recordID: RecordID? { Int64(record).map { RecordID($0) } }

    var query: String {
        let fields = [
            ("den", to), ("tai-lieu", record), ("tim-sach", search), ("sach", words), ("lop", grade), ("mon", subject),
            ("so-luong", quantity), ("can", neededBy), ("hen-tra", returnBy), ("ca-nam", isYearly ? "1" : ""),
        ]
        return AdministrationURL.query(fields.map { ($0.0, $0.1.isEmpty ? nil : $0.1) })
    }

    /// Nil while something is missing or no number.
    func facts(on day: Day) -> RequestFacts? {
        guard let quantity = Int(quantity) else { return nil }
        let (needed, back) = (Day(written: neededBy), Day(written: returnBy))
        guard neededBy.isEmpty || needed != nil, returnBy.isEmpty || back != nil, grade.isEmpty || Int(grade) != nil
        else { return nil }
        return RequestFacts(
            record: recordID, words: words, grade: Int(grade), subject: subject.isEmpty ? nil : subject,
            quantity: quantity, neededBy: needed, returnBy: back,
            schoolYear: isYearly ? RequestFacts.schoolYear(of: needed ?? day) : nil)
    }
}
