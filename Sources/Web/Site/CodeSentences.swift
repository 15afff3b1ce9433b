package import Library

/// What the pages say of codes, for whoever else tells them: of rejected rows and
/// files one sentence on what happened and what to do.
package struct CodeSentences: Sendable {
    private let names: [String: [String: String]]
    private let details: FindingDetails

    /// Throws for locale files that cannot be used.
    package init(_ language: InterfaceLanguage) throws(LocaleError) {
        names = try LocaleFile(language).names
        details = try FindingDetails(language, names)
    }

    /// Nil for a code that no page tells.
    package subscript(_ code: DiagnosticCode) -> String? { sentence(.finding, code.rawValue) }

    /// What was found in a file, as its reader reports it; nil for what can be
    /// told in English only.
    package func detail(_ report: String) -> String? { details.told(report) }

    /// Of a row of a class list.
    package func ofReader(_ fault: ListFault) -> String? { sentence(.listFault, fault.rawValue) }

    /// Of a row of a list of institutions, which says a few things otherwise.
    package func ofInstitution(_ fault: ListFault) -> String? {
        sentence(.institutionFault, fault.rawValue) ?? sentence(.listFault, fault.rawValue)
    }

    /// Of a line of the lists of units.
    package subscript(_ code: UnitFaultCode) -> String? { sentence(.unitFault, code.rawValue) }

    /// Why a record was found.
    package subscript(_ reason: HitReason) -> String? { sentence(.why, reason.rawValue) }

    private func sentence(_ list: NameList, _ code: String) -> String? { names[list.rawValue]?[code] }
}
