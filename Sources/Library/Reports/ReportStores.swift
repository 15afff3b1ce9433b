/// The reports of a library. What was sent is never changed and never removed.
package protocol ReportStore: Sendable {
    /// Begins a draft; the same act again gives the same one.
    func open(_ draft: ReportDraft, act: Act) async throws -> ReportID
    func report(_ id: ReportID) async throws -> Report?
    /// The newest first.
    func reports(_ filter: ReportFilter) async throws -> [ReportLine]
    /// Changes a draft's texts, and its figures where new ones are given. Throws
    /// `ReportRefusal.changedMeanwhile` unless `edition` is the one it has.
    func edit(
        _ id: ReportID, texts: ReportTexts, figures: ReportFigures?, basedOn edition: Int, act: Act) async throws
    /// Calls a draft checked, or opens a checked one again.
    func move(_ id: ReportID, to state: ReportState, basedOn edition: Int, act: Act) async throws
    /// Freezes a checked report: what it says, and its files.
    func send(_ id: ReportID, _ sending: ReportSending, basedOn edition: Int, act: Act) async throws
    /// Nil before it was sent.
    func file(_ kind: ReportFileKind, of id: ReportID) async throws -> [UInt8]?
}

/// A report that is begun.
package struct ReportDraft: Equatable, Sendable {
    package var order: ReportOrder
    package var texts: ReportTexts
    package var figures: ReportFigures
    package var corrects: ReportID?
    package init(order: ReportOrder, texts: ReportTexts, figures: ReportFigures, corrects: ReportID? = nil) {
        (self.order, self.texts, self.figures, self.corrects) = (order, texts, figures, corrects)
    }
}

/// What is kept of a report when it is sent.
package struct ReportSending: Equatable, Sendable {
    package var document: ReportDocument
    /// The document as .docx.
    package var file: [UInt8]
    /// The annex as .xlsx.
    package var annex: [UInt8]
    /// The template the file was made with, as .docx.
    package var template: [UInt8]
    package init(document: ReportDocument, file: [UInt8], annex: [UInt8], template: [UInt8]) {
        (self.document, self.file, self.annex, self.template) = (document, file, annex, template)
    }
}

package struct ReportFilter: Equatable, Sendable {
    /// Reports of exactly these nodes; nil for those within.
    package var of: Set<TreeNode>?
    /// Reports of nodes at or below these; nil for all.
    package var within: Set<TreeNode>?
    package var duty: DutyID?
    /// The year the duty is due in.
    package var year: Int?
    package var limit: Int
    package init(
        of nodes: Set<TreeNode>? = nil, within: Set<TreeNode>? = nil, duty: DutyID? = nil, year: Int? = nil,
        limit: Int = 100
    ) {
        (of, self.within, self.duty, self.year, self.limit) = (nodes, within, duty, year, limit)
    }
}

/// A report in a list.
package struct ReportLine: Equatable, Sendable {
    package var id: ReportID
    package var order: ReportOrder
    package var state: ReportState
    package var place: String
    package var corrects: ReportID?
    package var correctedBy: ReportID?
    package var writtenAt: Moment
    package var sentAt: Moment?
    package init(
        id: ReportID, order: ReportOrder, state: ReportState, place: String, corrects: ReportID?,
        correctedBy: ReportID?, writtenAt: Moment, sentAt: Moment?
    ) {
        (self.id, self.order, self.state, self.place) = (id, order, state, place)
        (self.corrects, self.correctedBy) = (corrects, correctedBy)
        (self.writtenAt, self.sentAt) = (writtenAt, sentAt)
    }
}

/// Whose reports there are, and what they are made of besides monthly figures.
package protocol ReportPlaces: Sendable {
    /// Nil for a node that is not there.
    func place(_ node: TreeNode) async throws -> ReportPlace?
    /// Who may have to report to a unit, as far as plans ask it of them: the
    /// communes of a province or of a former district, the institutions with a
    /// library of a commune, by name.
    func below(_ unit: UnitID, on day: Day) async throws -> [ReportPlace]
    func rotation(at points: [ServicePointID], in months: ClosedRange<Month>) async throws -> ReportFigures.Rotation
    /// How many open accounts may write reports at a node.
    func writers(at node: TreeNode) async throws -> Int
}

/// The stores of reports together.
package struct ReportStores: Sendable {
    package var reports: any ReportStore
    package var places: any ReportPlaces
    package init(reports: any ReportStore, places: any ReportPlaces) {
        (self.reports, self.places) = (reports, places)
    }
}
