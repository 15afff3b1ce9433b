import HTTPTypes
import Hummingbird
import Library

/// What was typed about a reader, right or wrong.
struct PatronDraft {
    var name = ""
    var category = ""
    var className = ""
    var basis = ""
    var hasConsent = false
    var consentOn = ""
    var birthday = ""
    var contact = ""

    init(_ facts: PatronFacts) {
        let day = { (day: Day?) in day.map { "\($0.day)/\($0.month)/\($0.year)" } ?? "" }
        (name, category, className) = (facts.name, facts.category.rawValue, facts.className ?? "")
        (basis, hasConsent, consentOn) = (facts.basis.rawValue, facts.consentOn != nil, day(facts.consentOn))
        (birthday, contact) = (day(facts.birthday), facts.contact ?? "")
    }

    init(_ form: FormValues) {
        (name, category, className) = (form.text("ten"), form.text("doi-tuong"), form.text("lop"))
        (basis, hasConsent, consentOn) = (form.text("can-cu"), form.isOn("dong-y"), form.text("ngay-dong-y"))
        (birthday, contact) = (form.text("ngay-sinh"), form.text("lien-he"))
    }

    enum Slip: Error, Equatable { case incomplete, classMissing, dateInvalid }

    /// Without consent the day of it goes, and with it what it allowed.
    func facts(of patron: Patron, today: Day) -> Result<PatronFacts, Slip> {
        guard !name.isEmpty, let category = PatronCategory(rawValue: category),
            let basis = LegalBasis(rawValue: basis)
        else { return .failure(.incomplete) }
        guard category != .pupil || !className.isEmpty else { return .failure(.classMissing) }
        let consent = consentOn.isEmpty ? today : Day(written: consentOn)
        let born = Day(written: birthday)
        guard !hasConsent || consent.map({ $0 <= today }) == true,
            birthday.isEmpty || born.map({ $0 < today && $0.year > 1900 }) == true
        else { return .failure(.dateInvalid) }
        return .success(
            PatronFacts(
                name: name, category: category, className: className.isEmpty ? nil : className, basis: basis,
                consentOn: hasConsent ? consent : nil, birthday: born, contact: contact.isEmpty ? nil : contact))
    }
}

/// The form for what is known of a reader.
struct PatronForm {
    var patron: Patron
    var draft: PatronDraft
    var slip: PatronDraft.Slip?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let categories = PatronCategory.allCases.map { ($0.rawValue, words.name(.patronCategory, $0.rawValue)) }
        let bases = LegalBasis.allCases.map { ($0.rawValue, words.name(.legalBasis, $0.rawValue)) }
        let fields: HTML = """
            \(Form.text("ten", words[.patronEditName], value: draft.name, isRequired: true))
            \(Form.choice("doi-tuong", words[.patronCategory], categories, chosen: draft.category))
            \(Form.text("lop", words[.patronClass], value: draft.className))
            \(Form.choice("can-cu", words[.patronBasis], bases, chosen: draft.basis))
            <fieldset class="group"><legend>\(words[.patronEditConsent])</legend><p>\(words[.patronEditConsentLead])</p>
            \(Form.check("dong-y", words[.patronEditAgreed], isOn: draft.hasConsent))
            \(Form.text("ngay-dong-y", words[.patronEditAgreedOn], value: draft.consentOn, hint: words[.patronEditAgreedOnHint]))
            \(Form.text("ngay-sinh", words[.patronBirthday], value: draft.birthday, hint: words[.patronEditDayHint]))
            \(Form.text("lien-he", words[.patronContact], value: draft.contact, hint: words[.patronEditContactHint]))
            </fieldset>
            """
        let said = slip.html { "<div class=\"notice\" role=\"alert\"><p>\(words[Self.phrase($0)])</p></div>" }
        let trail = [(url: AdministrationURL.patron(patron.id), text: given(patron.facts.name))]
        let body: HTML = """
            \(Trail(steps: trail).html(words))
            <h1>\(words[.patronEditTitle])</h1>
            \(said)
            \(Form(action: .administration(.editPatron(patron.id)), button: words[.adminSave], fields: fields).html(page))
            """
        return Layout(page: page, title: words[.patronEditTitle], robots: false)
            .formResponse(body, status: slip == nil ? .ok : .unprocessableContent)
    }

    private static func phrase(_ slip: PatronDraft.Slip) -> IngestPhrase {
        switch slip {
        case .incomplete: .patronEditIncomplete
        case .classMissing: .patronEditClassMissing
        case .dateInvalid: .patronEditDateInvalid
        }
    }
}
