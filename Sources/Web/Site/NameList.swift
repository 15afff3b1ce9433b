/// Lists of names that are looked up by a code.
package enum NameList: String, CaseIterable, Sendable {
    case why
    case facet
    case source
    case role
    case titleKind = "title-kind"
    case scheme
    case format
    case kind
    case accessTerm = "access-term"
    case error
    case unitKind = "unit-kind"
    case staffRole = "staff-role"
    case accountRefusal = "account-refusal"
    case auditKind = "audit-kind"
    case weekday
    case activityKind = "activity-kind"
    case activityState = "activity-state"
    case activityRefusal = "activity-refusal"
    case visitGroup = "visit-group"
    case indicator
    case indicatorCounts = "indicator-counts"
    case indicatorLeavesOut = "indicator-leaves-out"
    case figureOrigin = "figure-origin"
    case figureCause = "figure-cause"
    case figureLoss = "figure-loss"
    case figureOutcome = "figure-outcome"
    case figureStandard = "figure-standard"
    case figureRefusal = "figure-refusal"
    case figureFault = "figure-fault"
    case patronCategory = "patron-category"
    case legalBasis = "legal-basis"
    case access
    case uploadStage = "upload-stage"
    case uploadProblem = "upload-problem"
    /// What was found in a file, by its code.
    case finding
    case listFault = "list-fault"
    case accessionFault = "accession-fault"
    case accessionJoin = "accession-join"
    case accessionDifference = "accession-difference"
    case officialRegister = "official-register"
    case boxState = "box-state"
    case boxDone = "box-done"
    case boxCopyStatus = "box-copy-status"
    case rotationRefusal = "rotation-refusal"
    case scanOutcome = "scan-outcome"
    case tripKind = "trip-kind"
    case tripState = "trip-state"
    case tripRole = "trip-role"
    case rotaEnding = "rota-ending"
    case proposalReason = "proposal-reason"
    case requestState = "request-state"
    case deskMode = "desk-mode"
    case paperKind = "paper-kind"
    case exceptionResolution = "exception-resolution"
    case ledgerConflict = "ledger-conflict"
    case lendingRefusal = "lending-refusal"
    case copyStatus = "copy-status"
    case copyCondition = "copy-condition"
    case copySource = "copy-source"
    case copyPlace = "copy-place"
    case stockScan = "stock-scan"
    case copyRefusal = "copy-refusal"
    case donorKind = "donor-kind"
    case targetVerdict = "target-verdict"
    case meanKind = "mean-kind"
    case countPeriod = "count-period"
    case countPer = "count-per"
    case countedIndicator = "counted-indicator"
    case dutyKind = "duty-kind"
    case reportMonths = "report-months"
    case planChoice = "plan-choice"
    case planRefusal = "plan-refusal"
    case declaredProperty = "declared-property"
    case declaredPropertyHelp = "declared-property-help"
    case propertyState = "property-state"
    case proofRule = "proof-rule"
    case planFault = "plan-fault"
    case planFaultHelp = "plan-fault-help"
    case readingListRefusal = "reading-list-refusal"
}
