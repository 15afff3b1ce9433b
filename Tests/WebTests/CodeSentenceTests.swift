import Library
import Testing
import Web

/// The sentences that pages and commands say of the same codes.
@Suite struct CodeSentenceTests {
    @Test func `every kind of fault has its sentence in both languages`() throws {
        for language in [InterfaceLanguage.vietnamese, .english] {
            let sentences = try CodeSentences(language)
            for fault in ListFault.allCases {
                #expect(sentences.ofReader(fault)?.isEmpty == false, "\(language) \(fault)")
                #expect(sentences.ofInstitution(fault)?.isEmpty == false, "\(language) \(fault)")
            }
            for code in UnitFaultCode.allCases { #expect(sentences[code]?.isEmpty == false, "\(language) \(code)") }
            for code in [DiagnosticCode.undoRecordChanged, .undoCopyGift, .fileUnreadable] {
                #expect(sentences[code]?.isEmpty == false, "\(language) \(code)")
            }
        }
    }
}
