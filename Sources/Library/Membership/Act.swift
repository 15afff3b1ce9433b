/// Who does something, when, and by which form: what every change carries.
package struct Act: Equatable, Sendable {
    /// Nil at the command line.
    package var account: AccountID?
    /// Minted when the form was rendered; a repeated one shows the first outcome.
    /// Nil at the command line.
    package var form: String?
    package var at: Moment
    package init(account: AccountID?, form: String?, at: Moment) {
        (self.account, self.form, self.at) = (account, form, at)
    }

    package static func commandLine(at now: Moment = .now) -> Act { Act(account: nil, form: nil, at: now) }
}

/// One line of the audit: what the law and the plans ask us to be able to say.
package struct AuditEntry: Equatable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case accountAdded = "account-added"
        case accountEnded = "account-ended"
        case accountOpened = "account-opened"
        case roleGranted = "role-granted"
        case roleTaken = "role-taken"
        case secretIssued = "secret-issued"
        case secretChanged = "secret-changed"
        case successionConfirmed = "succession-confirmed"
        case placeChanged = "place-changed"
        case patronSeen = "patron-seen"
        case patronsListed = "patrons-listed"
        case patronsImported = "patrons-imported"
        case patronChanged = "patron-changed"
        case cardReplaced = "card-replaced"
        case schoolYearEnded = "school-year-ended"
        case cardsPrinted = "cards-printed"
        case batchUploaded = "batch-uploaded"
        case batchTakenLive = "batch-taken-live"
        case batchRemoved = "batch-removed"
        case mergeRefused = "merge-refused"
        case registerTaken = "register-taken"
        case registerExported = "register-exported"
        case calendarChanged = "calendar-changed"
        case holidaysChanged = "holidays-changed"
        case timetableChanged = "timetable-changed"
        case patronErased = "patron-erased"
        case dataExported = "data-exported"
        case donorErased = "donor-erased"
        case figuresNoted = "figures-noted"
        case figuresFrozen = "figures-frozen"
        case planChosen = "plan-chosen"
        case declared
        case evidenceAttached = "evidence-attached"
        case targetFigureEntered = "target-figure-entered"
        case reportSent = "report-sent"
        case templateChanged = "template-changed"
    }
    package var at: Moment
    /// Nil for the command line.
    package var account: AccountID?
    /// The account's name; empty for the command line.
    package var accountName: String
    package var kind: Kind
    /// What it was done to: "institution 12", "grant 3 librarian at point 4".
    package var subject: String

    package init(at: Moment, account: AccountID?, accountName: String, kind: Kind, subject: String) {
        (self.at, self.account, self.accountName) = (at, account, accountName)
        (self.kind, self.subject) = (kind, subject)
    }
}

/// A form's number that was used by somebody else, or for something else.
package struct ActRefusal: Error, Equatable {
    package init() {}
}
