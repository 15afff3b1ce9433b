package import Library

/// The sentences about plan files for the terminal: the same as on the page.
package struct PlanFaultWords: Sendable {
    private let words: Words

    package init(_ language: InterfaceLanguage = .vietnamese) throws {
        words = try Words(language: language, locale: LocaleFile(language), codes: CodeNames())
    }

    /// "dak-ha.yaml:12: Từ khóa lạ: persent. Sửa lại …: percent, having".
    package func line(_ fault: PlanFault) -> String {
        let found = fault.found.isEmpty ? "" : ": \(fault.found)"
        let allowed = fault.allowed.isEmpty ? "" : " → \(fault.allowed)"
        let code = fault.code.rawValue
        return "\(fault.place): \(code): \(words.name(.planFault, code).text)\(found). "
            + words.name(.planFaultHelp, code).text + allowed
    }

    package func counts(_ plan: Plan) -> String {
        words(.plansTargetCount, count: plan.targets.count).text + ", "
            + words(.plansDutyCount, count: plan.duties.count).text
    }
}
