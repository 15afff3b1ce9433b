/// A report: what it is about, what it says, and how far it has come.
package struct Report: Equatable, Sendable {
    package var id: ReportID
    package var order: ReportOrder
    package var state: ReportState
    package var texts: ReportTexts
    /// As they were when the draft was begun or its figures taken anew.
    package var figures: ReportFigures
    /// Goes up with every change: what a form was based on.
    package var edition: Int
    /// The sent report this one takes the place of.
    package var corrects: ReportID?
    /// That one's number and day, as they stand in its letterhead.
    package var replaced: String?
    /// The report that was begun in this one's place.
    package var correctedBy: ReportID?
    package var written: ReportStep
    package var checked: ReportStep?
    package var sent: SentReport?

    package init(
        id: ReportID, order: ReportOrder, state: ReportState, texts: ReportTexts, figures: ReportFigures, edition: Int,
        corrects: ReportID? = nil, replaced: String? = nil, correctedBy: ReportID? = nil, written: ReportStep,
        checked: ReportStep? = nil, sent: SentReport? = nil
    ) {
        (self.id, self.order, self.state, self.texts, self.figures) = (id, order, state, texts, figures)
        (self.edition, self.corrects, self.correctedBy) = (edition, corrects, correctedBy)
        self.replaced = replaced
        (self.written, self.checked, self.sent) = (written, checked, sent)
    }

    /// What its letterhead and signature still lack.
    package var gaps: [ReportGap] { ReportGap.allCases.filter { $0.isOpen(in: texts) } }

    /// What it says: frozen once it was sent.
    package var document: ReportDocument {
        sent?.document ?? ReportWriting(order: order, texts: texts, figures: figures, replaced: replaced).document
    }
}

package typealias ReportID = RowID<Report>

/// Words under `report-state`.
package enum ReportState: String, Sendable, CaseIterable { case draft, checked, sent }

/// What an official document has and this one lacks; an office that writes it by
/// hand may send it all the same. Words under `report-gap`.
package enum ReportGap: String, Sendable, CaseIterable {
    case number, day, addressee, signer

    func isOpen(in texts: ReportTexts) -> Bool {
        switch self {
        case .number: texts.number.isEmpty
        case .day: texts.day == nil
        case .addressee: texts.addressee.isEmpty
        case .signer: texts.signer.isEmpty
        }
    }
}

/// Who did a step, and when.
package struct ReportStep: Equatable, Sendable {
    /// Nil at the command line.
    package var account: AccountID?
    /// As the account is called now.
    package var name: String
    package var at: Moment
    package init(account: AccountID?, name: String, at moment: Moment) {
        (self.account, self.name, at) = (account, name, moment)
    }
}

/// What is frozen of a report that was sent.
package struct SentReport: Equatable, Sendable {
    package var step: ReportStep
    package var document: ReportDocument
    package var file: ContentHash
    package var annex: ContentHash
    /// Of the template the file was made with.
    package var template: ContentHash
    package init(
        step: ReportStep, document: ReportDocument, file: ContentHash, annex: ContentHash, template: ContentHash
    ) {
        (self.step, self.document) = (step, document)
        (self.file, self.annex, self.template) = (file, annex, template)
    }
}

/// The files of a report.
package enum ReportFileKind: String, Sendable, CaseIterable {
    /// The document itself (.docx).
    case document
    /// The figures by point and month (.xlsx).
    case annex
}

/// Why something cannot be done to a report; words under `report-refusal`.
package enum ReportRefusal: String, Error, Sendable, CaseIterable {
    case changedMeanwhile = "changed-meanwhile"
    /// A step that does not follow the state: a sent report is not changed.
    case stateWrong = "state-wrong"
    /// Who wrote it may not check it where somebody else could.
    case checkerWrote = "checker-wrote"
    /// Its months are not over: what it says of them would be another number
    /// tomorrow.
    case periodOpen = "period-open"
    case periodWrong = "period-wrong"
    case bodyMissing = "body-missing"
    /// Something of the letterhead or the signature is open, and nobody said that
    /// it is written by hand.
    case gapsOpen = "gaps-open"
    /// A report is put right once; the next correction puts that one right.
    case correctedAlready = "corrected-already"
}

/// The rules of the three states.
package enum ReportRules {
    /// Whether a draft can be called checked. `people` can write reports here:
    /// where there are two, the second looks at what the first wrote.
    package static func checking(
        _ report: Report, by account: AccountID?, people: Int, on day: Day
    ) throws(ReportRefusal) {
        guard report.state == .draft else { throw .stateWrong }
        try whole(report, on: day)
        if people > 1, let account, report.written.account == account { throw .checkerWrote }
    }

    package static func reopening(_ report: Report) throws(ReportRefusal) {
        guard report.state == .checked else { throw .stateWrong }
    }

    package static func sending(_ report: Report, on day: Day) throws(ReportRefusal) {
        guard report.state == .checked else { throw .stateWrong }
        try whole(report, on: day)
    }

    /// What is frozen is whole, or somebody has said that the rest is written by
    /// hand.
    package static func freezing(_ report: Report, byHand isAccepted: Bool) throws(ReportRefusal) {
        guard report.gaps.isEmpty || isAccepted else { throw .gapsOpen }
    }

    package static func editing(_ report: Report) throws(ReportRefusal) {
        guard report.state == .draft else { throw .stateWrong }
    }

    package static func correcting(_ report: Report) throws(ReportRefusal) {
        guard report.state == .sent else { throw .stateWrong }
        guard report.correctedBy == nil else { throw .correctedAlready }
    }

    private static func whole(_ report: Report, on day: Day) throws(ReportRefusal) {
        guard report.order.months.upperBound.days.upperBound < day else { throw .periodOpen }
        guard !report.texts.body.isEmpty else { throw .bodyMissing }
    }
}
