/// Festivals, reading periods, attendance and visits: the phrases of `Locales/*-activities.yaml`.
package enum ActivitiesPhrase: String, PhraseKey {
    case activitiesTitle = "activities.title"
}

extension Words {
    package subscript(_ phrase: ActivitiesPhrase) -> HTML { plain(phrase) }
    package func callAsFunction(_ phrase: ActivitiesPhrase, count: Int? = nil, _ gaps: [String: HTML] = [:]) -> HTML {
        filled(phrase, count: count, gaps)
    }
}
