/// The lending desk, loans, holds and slips: the phrases of `Locales/*-circulation.yaml`.
package enum CirculationPhrase: String, PhraseKey {
    case circulationTitle = "circulation.title"
    // calendar
    case calendarTitle = "calendar.title"
    case calendarDoor = "calendar.door"
    case calendarHeading = "calendar.heading"
    case calendarWeekdays = "calendar.weekdays"
    case calendarEveryDay = "calendar.every-day"
    case calendarClosed = "calendar.closed"
    case calendarNone = "calendar.none"
    case calendarOfPoint = "calendar.of-point"
    case calendarOfInstitution = "calendar.of-institution"
    case calendarOfCountry = "calendar.of-country"
    case calendarRemove = "calendar.remove"
    case calendarAdd = "calendar.add"
    case calendarAddButton = "calendar.add-button"
    case calendarFirst = "calendar.first"
    case calendarLast = "calendar.last"
    case calendarDayHint = "calendar.day-hint"
    case calendarLastHint = "calendar.last-hint"
    case calendarReason = "calendar.reason"
    case calendarReasonHint = "calendar.reason-hint"
    case calendarWholeInstitution = "calendar.whole-institution"
    case calendarIncomplete = "calendar.incomplete"
    case calendarYear = "calendar.year"
    case calendarMonths = "calendar.months"
    case calendarMonth = "calendar.month"
    case calendarMonthColumn = "calendar.month-column"
    case calendarOpenDays = "calendar.open-days"
    case calendarClosedDays = "calendar.closed-days"
}

extension Words {
    package subscript(_ phrase: CirculationPhrase) -> HTML { plain(phrase) }
    package func callAsFunction(_ phrase: CirculationPhrase, count: Int? = nil, _ gaps: [String: HTML] = [:]) -> HTML {
        filled(phrase, count: count, gaps)
    }
}
