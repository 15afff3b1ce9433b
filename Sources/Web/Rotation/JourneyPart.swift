import Library

/// Where the travelling copies of a title are, whose they are, and where they are
/// due next, below the copies on the title's page.
struct JourneyPart {
    var journeys: [Journey]
    var today: Day

    func html(_ words: Words) -> HTML {
        guard !journeys.isEmpty else { return .empty }
        let items = journeys.html { "<li>\(sentence($0, words))</li>\n" }
        return "<h3>\(words[.journeyTitle])</h3><ul>\(items)</ul>\n"
    }

    /// On the way to a place on no day that is known: from here to there.
    private func sentence(_ one: Journey, _ words: Words) -> HTML {
        guard one.isTravelling, let next = one.next, one.dueOn.map({ $0 < today }) ?? true else {
            return "\(place(one, words))\(further(one, words))"
        }
        // Turned back, it goes to where it left from.
        return words(
            next.id == one.holder.id ? .journeyBack : .journeyWay, count: one.copies,
            [
                "owner": RotationParts.name(one.owner), "place": RotationParts.name(one.holder),
                "next": RotationParts.name(next),
            ])
    }

    private func place(_ one: Journey, _ words: Words) -> HTML {
        let phrase: RotationPhrase =
            if one.isTravelling { .journeyTravelling } else {
                one.owner == one.holder ? .journeyWaiting : .journeyStanding
            }
        return words(
            phrase, count: one.copies,
            ["owner": RotationParts.name(one.owner), "place": RotationParts.name(one.holder)])
    }

    /// A day that is over says nothing any more.
    private func further(_ one: Journey, _ words: Words) -> HTML {
        guard let next = one.next else { return .empty }
        let isHome = next.id == one.owner.id
        guard let day = one.dueOn, day >= today else {
            return words(isHome ? .journeyHome : .journeyNext, ["place": RotationParts.name(next)])
        }
        return words(
            isHome ? .journeyHomeOn : .journeyNextOn,
            ["place": RotationParts.name(next), "day": PlaceNames.day(day)])
    }
}

/// For those who work at a library: to ask another one for this title.
struct AskForTitle {
    var record: RecordID

    func html(_ page: PageContext) -> HTML {
        guard !Permission.nodes(page.actor, .moveBoxes).isEmpty else { return .empty }
        return """
            <p><a href="\(SiteURL.rotation(.start(asking: record)))">\(page.words[.requestThisTitle])</a></p>

            """
    }
}
