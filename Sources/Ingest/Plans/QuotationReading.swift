import Library
import VietnameseText
import Yams

/// The words a target or a duty is quoted with, and whether they hold what it says.
struct QuotationReading {
    let quotations: [Quotation]
    let line: Int
    private let log: PlanFaultLog
    /// Their words, folded, with a space before and after each.
    private let words: String

    /// A mapping of line and text, or a list of such; `file` stands where the
    /// text is another one than the plan's own.
    init(_ map: PlanMap, _ setting: PlanSetting, _ log: PlanFaultLog) {
        self.log = log
        line = map.line(of: "quote")
        quotations = map.nodes("quote").compactMap { node in
            guard let quote = PlanMap(node, keys: ["line", "text", "file"], log: log) else { return nil }
            let (text, number) = (quote.text("text"), quote.text("line"))
            guard let text, let number else { return nil }
            guard let place = Int(number), place > 0 else {
                log.add(.numberInvalid, quote.line(of: "line"), number)
                return nil
            }
            return Quotation(file: quote.text("file", required: false) ?? setting.source, line: place, text: text)
        }
        words = " " + quotations.map { Folding.folded($0.text) }.joined(separator: " ") + " "
    }

    /// That the figure stands in them.
    func expect(_ figure: Double) {
        guard !quotations.isEmpty else { return }
        let text = Self.digits(figure)
        if !words.contains(" \(Folding.folded(text)) ") { log.add(.quotationWrong, line, text) }
    }

    func expect(_ numbers: [Int]) {
        guard !quotations.isEmpty else { return }
        for number in numbers {
            // "05/12" and "5/12" are one day.
            let spellings = ["\(number)", number < 10 ? "0\(number)" : "\(number)"]
            if !spellings.contains(where: { words.contains(" \($0) ") }) { log.add(.quotationWrong, line, "\(number)") }
        }
    }

    /// What the comparator's printed words are; without any, that none stand
    /// before the figure.
    func comparator(_ map: PlanMap, before figure: Double?) -> TargetComparator {
        guard let printed = map.text("comparator", required: false) else {
            if let figure, let word = found(before: figure) {
                log.add(.comparatorWrong, map.line, "", allowed: word)
            }
            return .plain
        }
        guard let comparator = TargetComparator(printed: printed) else {
            log.add(.comparatorWrong, map.line(of: "comparator"), printed, allowed: Self.known)
            return .plain
        }
        guard quotations.isEmpty || words.contains(" \(Folding.folded(printed)) ") else {
            log.add(.quotationWrong, map.line(of: "comparator"), printed)
            return comparator
        }
        if let figure, let word = found(before: figure), TargetComparator(printed: word) != comparator {
            log.add(.comparatorWrong, map.line(of: "comparator"), printed, allowed: word)
        }
        return comparator
    }

    private func found(before figure: Double) -> String? {
        let digits = Folding.folded(Self.digits(figure))
        return TargetComparator.printed.flatMap(\.words).first {
            words.contains(" \(Folding.folded($0)) \(digits) ")
        }
    }

    private static let known = TargetComparator.printed.flatMap(\.words).joined(separator: ", ")

    /// "80", "8,5".
    private static func digits(_ figure: Double) -> String {
        figure == figure.rounded() ? String(Int(figure)) : String(figure).replacing(".", with: ",")
    }
}
