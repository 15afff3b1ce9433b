/// Sổ mượn in the official columns, out of the loans of some days.
package enum LoanRegister {
    /// Of a reader whose name is no longer kept the line stays, as the figures of
    /// the day need it.
    package static func sheet(of lines: [LoanLine], lead: [String] = []) -> Sheet {
        DeskSheets.loans(lines.map(loan), lead: lead)
    }

    private static func loan(_ line: LoanLine) -> DeskSheets.Loan {
        let closing = line.loan.closing
        let lost = closing.flatMap { $0.isLoss ? "Báo mất ngày \(Sheet.Cell.written(Day($0.at)))" : nil }
        let notes = [lost, line.borrower == nil ? "Không còn lưu tên" : nil].compactMap(\.self)
        return DeskSheets.Loan(
            lentOn: Day(line.loan.openedAt), reader: line.borrower?.name ?? "", group: line.borrower?.className,
            number: line.copy.copy.facts.number, title: line.copy.title, dueOn: line.loan.dueOn,
            returnedOn: closing.flatMap { $0.isLoss ? nil : Day($0.at) },
            note: notes.isEmpty ? nil : notes.joined(separator: "; "))
    }
}
