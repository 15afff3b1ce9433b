/// The numbers of an enumeration's cases on the wire: their order in the source.
/// Parent and worker are built together; the greeting says so.
package struct CodeTable<Code: CaseIterable & Equatable & Sendable>: Sendable {
    package let cases: [Code]

    init() {
        cases = Array(Code.allCases)
        precondition(cases.count <= 256, "a code has one byte")
    }

    func number(of code: Code) -> UInt8 {
        for (number, candidate) in cases.enumerated() where candidate == code { return UInt8(number) }
        // Every value of a CaseIterable enumeration is in its list of cases.
        preconditionFailure("a case missing from allCases")
    }

    func code(of number: UInt8) -> Code? {
        Int(number) < cases.count ? cases[Int(number)] : nil
    }
}

/// The tables, built once.
enum WireCodes {
    static let field = CodeTable<BibField>()
    static let source = CodeTable<ValueSource>()
    static let otherTitle = CodeTable<OtherTitle.Kind>()
    static let role = CodeTable<Creator.Role>()
    static let identifier = CodeTable<Identifier.Scheme>()
    static let classification = CodeTable<Classification.Scheme>()
    static let kind = CodeTable<ResourceKind>()
    static let format = CodeTable<FileFormat>()
    static let access = CodeTable<AccessLevel>()
    static let severity = CodeTable<Diagnostic.Severity>()
    static let condition = CodeTable<CopyCondition>()
    static let standing = CodeTable<CopyDraft.Standing>()
    static let copySource = CodeTable<CopySource>()
    static let diagnostic = CodeTable<DiagnosticCode>()
}
