package import Library
import VietnameseText

/// The words of the interface in one language, ready to be printed.
/// A class, as `SiteSetup` is and for its reason.
package final class Words: Sendable {
    package let language: InterfaceLanguage
    private let phrases: [String: PhraseText]
    private let names: [NameList: [String: HTML]]
    private let codes: CodeNames
    /// What was found in files.
    let details: FindingDetails
    private let codeNames: [CodeNames.List: [String: HTML]]

    package init(language: InterfaceLanguage, locale: LocaleFile, codes: CodeNames) throws(LocaleError) {
        self.language = language
        self.codes = codes
        details = try FindingDetails(language, locale.names)
        let dress: (String) -> String = { language == .pseudo ? PseudoLocale.dress($0) : $0 }
        var phrases: [String: PhraseText] = [:]
        for key in PhraseSets.keys {
            guard let forms = locale.phrases[key] else {
                throw LocaleError(language: language, problem: "phrase \(key) is missing")
            }
            phrases[key] = PhraseText(forms, dress: dress)
        }
        self.phrases = phrases
        var names: [NameList: [String: HTML]] = [:]
        for list in NameList.allCases {
            names[list] = (locale.names[list.rawValue] ?? [:]).mapValues { HTML(dress($0)) }
        }
        self.names = names
        codeNames = Dictionary(
            uniqueKeysWithValues: CodeNames.List.allCases.map { list in
                (list, codes.names(list, in: language).mapValues { HTML(dress($0)) })
            })
    }

    /// A phrase without gaps.
    package subscript(_ phrase: Phrase) -> HTML { plain(phrase) }

    /// A phrase with its gaps filled; `count` chooses between one and many.
    ///
    /// For example: `words(.searchCount, count: 3)`.
    package func callAsFunction(_ phrase: Phrase, count: Int? = nil, _ gaps: [String: HTML] = [:]) -> HTML {
        filled(phrase, count: count, gaps)
    }

    /// A phrase of any feature; each feature's own overloads lead here.
    func plain(_ phrase: some PhraseKey) -> HTML { phrases[phrase.rawValue]?.plain ?? .empty }

    func filled(_ phrase: some PhraseKey, count: Int?, _ gaps: [String: HTML]) -> HTML {
        guard let text = phrases[phrase.rawValue] else { return .empty }
        var gaps = gaps
        if let count, gaps["count"] == nil { gaps["count"] = number(count) }
        let isOne = count == 1 && language == .english
        return text.filled(gaps, one: isOne)
    }

    /// The name of a code of a closed list; a code nobody named stands for itself.
    package func name(_ list: NameList, _ code: String) -> HTML { names[list]?[code] ?? given(code) }

    /// Nil for a code nobody named.
    package func knownName(_ list: NameList, _ code: String) -> HTML? { names[list]?[code] }

    package func name(ofLanguage code: String) -> HTML { coded(.languages, code) }
    package func name(ofLicence code: String) -> HTML { coded(.licences, code) }
    /// The licences somebody may choose from; those of no freedom last.
    package var licences: [String] {
        let codes = codes.codes(.licences)
        let last = ["ARR", "other"]
        return codes.filter { !last.contains($0) } + last.filter(codes.contains)
    }
    package func name(of kind: InstitutionKind) -> HTML { coded(.institutionKinds, kind.rawValue) }
    package func name(of kind: ServicePointKind) -> HTML { coded(.pointKinds, kind.rawValue) }
    package func name(ofSchoolSubject code: String) -> HTML { coded(.schoolSubjects, code) }

    /// The codes of the school subjects, in the order of their names.
    package var schoolSubjects: [String] {
        codes.codes(.schoolSubjects).sorted {
            SortKey.make(name(ofSchoolSubject: $0).text) < SortKey.make(name(ofSchoolSubject: $1).text)
        }
    }

    /// A facet value as a reader says it.
    package func name(of facet: Facet, _ value: String) -> HTML {
        switch facet {
        case .kind: name(.kind, value)
        case .language: name(ofLanguage: value)
        case .licence: name(ofLicence: value)
        case .grade: self(.recordGrade, ["number": HTML(value)])
        // School subjects are among the subjects, by their code.
        case .subject: coded(.schoolSubjects, value)
        case .year: given(value)
        case .available: self[HoldingsPhrase.availabilityFacet]
        // Its name is the store's to say; see `ResultsPage.points`.
        case .library: given(value)
        }
    }

    private func coded(_ list: CodeNames.List, _ code: String) -> HTML { codeNames[list]?[code] ?? given(code) }

    /// Grouped by three: 1.234 in Vietnamese, 1,234 in English.
    package func number(_ number: Int) -> HTML { HTML(NumberText.grouped(number, in: language)) }

    /// A share or a rate in percent: "6,4 %".
    package func percent(_ value: Double, decimals: Int = 1) -> HTML {
        HTML(NumberText.percent(value, decimals: decimals, in: language))
    }

    /// The same with its sign: "+6,4 %", "−2,0 %".
    package func growth(_ percent: Double, decimals: Int = 1) -> HTML {
        let text = NumberText.percent(percent, decimals: decimals, in: language)
        return HTML(percent > 0 ? "+" + text : text)
    }

    /// The same where it stands alone, outside of a phrase.
    func sizeAlone(_ bytes: Int64) -> HTML { "<span data-text>\(size(bytes))</span>" }

    /// A size of a file: "1,2 MB".
    package func size(_ bytes: Int64) -> HTML { HTML(NumberText.size(bytes, in: language)) }
}

/// Text that comes from the catalogue and not from the interface; it is marked
/// so that the pseudo-language test can tell the two apart.
package func given(_ text: some StringProtocol, lang: String? = nil) -> HTML {
    "<span data-text\(languageMark(lang))>\(text: text)</span>"
}

/// ` lang="vi"` for a code that can be a language tag; files write anything there.
func languageMark(_ code: String?) -> HTML {
    guard let code, (2...3).contains(code.utf8.count), code.utf8.allSatisfy({ (0x61...0x7A).contains($0) }),
        code != "und"
    else { return .empty }
    return " lang=\"\(text: code)\""
}

/// One phrase cut at its gaps, in one or two forms.
private struct PhraseText: Sendable {
    private enum Piece { case text(HTML), gap(String) }
    private let one: [Piece]
    private let other: [Piece]
    let plain: HTML

    init(_ forms: LocaleFile.Forms, dress: (String) -> String) {
        other = Self.cut(dress(forms.other))
        one = forms.one.map { Self.cut(dress($0)) } ?? other
        plain = Self.fill(other, [:])
    }

    func filled(_ gaps: [String: HTML], one isOne: Bool) -> HTML { Self.fill(isOne ? one : other, gaps) }

    private static func fill(_ pieces: [Piece], _ gaps: [String: HTML]) -> HTML {
        pieces.html { piece in
            switch piece {
            case .text(let html): html
            case .gap(let name): gaps[name] ?? .empty
            }
        }
    }

    private static func cut(_ text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { pieces.append(.text(HTML(rest[..<open]))) }
            pieces.append(.gap(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(HTML(rest))) }
        return pieces
    }
}
