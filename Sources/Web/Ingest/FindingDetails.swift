/// What was found in a file, which the programs that read files report in
/// English, said again in the language of the page.
///
/// The English locale file is the pattern: its gaps stand for whatever was
/// found there, and what stands in a gap may be such a report itself. Of
/// several patterns that fit, the one with most letters of its own is taken.
struct FindingDetails: Sendable {
    /// Nil where reports need no other words.
    private let sentences: [(report: GappedSentence, saying: GappedSentence)]?

    /// Throws for locale files that cannot be used.
    init(_ language: InterfaceLanguage, _ names: [String: [String: String]]) throws(LocaleError) {
        guard language != .english else {
            sentences = nil
            return
        }
        let list = NameList.detail.rawValue
        let sayings = names[list] ?? [:]
        var sentences: [(report: GappedSentence, saying: GappedSentence)] = []
        for (key, report) in try LocaleFile.english("-details").names[list] ?? [:] {
            guard let saying = sayings[key] else {
                throw LocaleError(language: language, problem: "\(list).\(key) is missing")
            }
            sentences.append((GappedSentence(report), GappedSentence(saying)))
        }
        self.sentences = sentences.sorted { $0.report.letters > $1.report.letters }
    }

    /// The report in the language of the page; nil for one that no pattern fits,
    /// which has to stand in English.
    ///
    /// For example: "The row has 2 cells, the headings 3." becomes "Dòng có 2 ô,
    /// tiêu đề có 3".
    func told(_ report: String) -> String? {
        guard sentences != nil else { return report }
        return said(report).map { $0.prefix(1).uppercased() + $0.dropFirst() }
    }

    private func said(_ report: String) -> String? {
        for (pattern, saying) in sentences ?? [] {
            guard let found = pattern.gaps(in: report) else { continue }
            return saying.filled(found.mapValues { said($0) ?? $0 })
        }
        return nil
    }
}
