/// Copies, registers, labels, gifts and stock-taking: the phrases of `Locales/*-holdings.yaml`.
package enum HoldingsPhrase: String, PhraseKey {
    // holdings
    case holdingsTitle = "holdings.title"
    case holdingsCount = "holdings.count"
    case holdingsNone = "holdings.none"
    case holdingsAdded = "holdings.added"
    case holdingsTake = "holdings.take"
    case holdingsPapers = "holdings.papers"
    case holdingsPrint = "holdings.print"
    case holdingsPrintHint = "holdings.print-hint"
    case holdingsLabels = "holdings.labels"
    case holdingsNewest = "holdings.newest"
    case holdingsNumber = "holdings.number"
    case holdingsBook = "holdings.book"
    case holdingsLocation = "holdings.location"
    // take
    case takeTitle = "take.title"
    case takeLead = "take.lead"
    case takeRows = "take.rows"
    case takeHint = "take.hint"
    case takeFile = "take.file"
    case takePaste = "take.paste"
    case takePasteHint = "take.paste-hint"
    case takeGone = "take.gone"
    case takeCheck = "take.check"
    // preview
    case previewTitle = "preview.title"
    case previewCopies = "preview.copies"
    case previewRecords = "preview.records"
    case previewKnown = "preview.known"
    case previewRefused = "preview.refused"
    case previewTake = "preview.take"
    case previewNothing = "preview.nothing"
    case previewBack = "preview.back"
    case previewRefusedTitle = "preview.refused-title"
    case previewRow = "preview.row"
    case previewReason = "preview.reason"
    case previewGroupsTitle = "preview.groups-title"
    case previewGroupsLead = "preview.groups-lead"
    case previewGroupCopies = "preview.group-copies"
    case previewWhy = "preview.why"
    case previewMore = "preview.more"
    // labels
    case labelsTitle = "labels.title"
    case labelsKind = "labels.kind"
    case labelsSpine = "labels.spine"
    case labelsBarcode = "labels.barcode"
    case labelsLayout = "labels.layout"
    case labelsFrom = "labels.from"
    case labelsTo = "labels.to"
    case labelsStart = "labels.start"
    case labelsStartHint = "labels.start-hint"
    case labelsMake = "labels.make"
    case labelsCount = "labels.count"
    case labelsNone = "labels.none"
    case labelsPrintHint = "labels.print-hint"
}

extension Words {
    package subscript(_ phrase: HoldingsPhrase) -> HTML { plain(phrase) }
    package func callAsFunction(_ phrase: HoldingsPhrase, count: Int? = nil, _ gaps: [String: HTML] = [:]) -> HTML {
        filled(phrase, count: count, gaps)
    }
}
