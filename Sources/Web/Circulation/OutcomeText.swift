import Library

/// What came of an act, in a sentence, and what to do next.
struct OutcomeText {
    var report: DeskReport

    private var copy: DeskCopy? { report.copies.first }
    private var title: HTML { copy.map { given($0.title) } ?? given("–") }

    /// One sentence.
    func sentence(_ words: Words) -> HTML {
        let gaps: [String: HTML] = [
            "title": title, "name": report.reader.map { given($0.name) } ?? words[.outcomeSomebody],
            "day": report.loan.map { PlaceNames.day($0.dueOn) } ?? .empty,
        ]
        switch report.outcome {
        case .reader: return words(.outcomeReader, gaps)
        case .lent: return words(.outcomeLent, gaps)
        case .returned: return words(.outcomeReturned, gaps)
        case .renewed: return words(.outcomeRenewed, gaps)
        case .lost: return words(.outcomeLost, gaps)
        case .used: return words(.outcomeUsed, gaps)
        case .shown: return words(.outcomeShown, gaps)
        case .found: return words(.outcomeFound, gaps)
        case .takenIn: return words(.outcomeTakenIn, gaps)
        case .belongsElsewhere: return words(.outcomeElsewhere, gaps)
        case .promised: return words(.outcomePromised, gaps)
        case .setAside: return words(.outcomeSetAside, gaps)
        case .holdEnded: return words[.outcomeHoldEnded]
        case .choose: return words[.outcomeChoose]
        case .refused(let refusal, _):
            let why = words.name(.lendingRefusal, refusal.rawValue)
            return copy == nil ? why : "\(why) \(given("(" + (copy?.title ?? "") + ")"))"
        }
    }

    /// Further sentences: whose turn it is, where it belongs, what to do.
    func details(_ words: Words) -> [HTML] {
        var lines: [HTML] = []
        if let copy {
            let facts = [given(copy.copy.facts.number.text), copy.copy.facts.location.map { given($0) }].compactMap(
                \.self)
            lines.append("<span class=\"quiet\">\(HTML(joining: facts, with: " · "))</span>")
        }
        if case .returned = report.outcome, let loan = report.loan {
            let day = Day(report.at)
            if loan.dueOn < day {
                let late = Int((day.start.milliseconds - loan.dueOn.start.milliseconds) / 86_400_000)
                lines.append(words(.outcomeLate, count: late))
            }
        }
        if let next = report.next, let pickup = report.pickup {
            lines.append(words(.outcomeNext, ["name": given(next.name), "place": given(pickup.name)]))
        }
        switch report.outcome {
        case .refused(let refusal, _): lines.append(words.name(.lendingRefusal, refusal.rawValue + "-help"))
        case .belongsElsewhere, .returned, .takenIn, .used, .found, .shown:
            if let line = belongs(words) { lines.append(line) }
        default: break
        }
        return lines
    }

    /// Whose it is and where it should be, when that is not here.
    private func belongs(_ words: Words) -> HTML? {
        guard let copy else { return nil }
        if let plan = copy.plannedHolder {
            return words(.outcomeSendTo, ["place": given(plan.name), "owner": given(copy.owner.name)])
        }
        guard case .belongsElsewhere = report.outcome else { return nil }
        if copy.holder == copy.owner { return words(.outcomeKeptHome, ["owner": given(copy.owner.name)]) }
        return words(.outcomeKeptAt, ["place": given(copy.holder.name), "owner": given(copy.owner.name)])
    }
}

/// The outcome as the page shows it: colour, sign and words.
struct OutcomePart {
    var report: DeskReport
    var place: DeskPlace
    var hasReader: Bool

    func html(_ page: PageContext) -> HTML {
        let words = page.words
        let tone = report.outcome.tone
        let text = OutcomeText(report: report)
        let details = text.details(words).html { "<p>\($0)</p>" }
        let acts = actions(page)
        let buttons: HTML = acts.isEmpty ? "" : "<div class=\"actions\">\(acts)</div>"
        let waits = report.stray?.waitsForReader ?? false
        let hint = waits.html("<p class=\"quiet\">\(words[.actLendHint])</p>")
        return """
            <div class="outcome tone-\(text: tone.rawValue)" role="\(tone == .refused ? "alert" : "status")" data-outcome="\(text: tone.rawValue)">
            \(OutcomeIcon.of(tone))<div><p class="said"><strong>\(text.sentence(words))</strong></p>\(details)\(buttons)\(hint)</div>
            </div>
            """
    }

    private func stray(_ id: CopyID, _ action: StrayCopy.Action, _ page: PageContext) -> HTML {
        let words = page.words
        switch action {
        case .use: return place.button(words[.actUse], .use(id), page)
        case .takeIn:
            let label = report.strayNext.map { words(.actTakeInFor, ["place": given($0.name)]) } ?? words[.actTakeIn]
            return place.button(label, .takeIn(id), page)
        case .keep: return place.button(words[.actKeep], .keep(id), page)
        case .lend: return place.button(words[.actLendAnyway], .lend(id), isInsisted: true, page)
        }
    }

    /// What can be done about it, one press each.
    private func actions(_ page: PageContext) -> [HTML] {
        let words = page.words
        switch report.outcome {
        case .belongsElsewhere(let id): return (report.stray?.actions ?? []).map { stray(id, $0, page) }
        case .refused(let refusal, let id?):
            if refusal == .othersWait {
                return [
                    place.button(words[.actSetAside], .setAside(id), page),
                    place.button(words[.actLendAnyway], .lend(id), isInsisted: true, page),
                ]
            }
            if refusal.canBeInsisted, hasReader {
                return [place.button(words[.actLendAnyway], .lend(id), isInsisted: true, page)]
            }
            if refusal == .copyJustLent { return [place.button(words[.actGiveBack], .giveBack(id), page)] }
            return []
        case .choose(let reader, _):
            let copies = report.copies.map { copy -> HTML in
                let label = words(
                    .actChooseCopy, ["title": given(copy.title), "place": given(copy.holder.name)])
                return place.button(label, .copy(copy.copy.id), page)
            }
            let card =
                reader == nil
                ? nil
                : report.reader.flatMap { borrower -> HTML? in
                    borrower.card.map { card in
                        let form = Form(
                            action: .circulation(place.action),
                            button: words(.actChooseReader, ["name": given(borrower.name)]),
                            fields: "\(place.carried)\(Form.hidden("lam", "the"))\(Form.hidden("quet", card.text))",
                            isMinor: true)
                        return form.html(page)
                    }
                }
            return (card.map { [$0] } ?? []) + copies
        default: return []
        }
    }
}

/// A sign per outcome: nobody has to tell green from red.
enum OutcomeIcon {
    static func of(_ tone: DeskOutcome.Tone) -> HTML {
        let path: HTML =
            switch tone {
            case .done: "<path d=\"m5 13 5 5 9-12\"/>"
            case .notice: "<path d=\"M12 4v10m0 4v1\"/>"
            case .refused: "<path d=\"m6 6 12 12M18 6 6 18\"/>"
            }
        return "<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">\(path)</svg>"
    }
}
