import Hummingbird
import Library

/// One target with the rows its figure is made of.
struct TargetPage {
    var plan: Plan
    var status: TargetStatus
    /// Every figure ever entered, the newest first.
    var history: [TargetFigure]
    var draft: TargetFigureDraft
    var mayEdit: Bool
    /// Of its marks, where it is a milestone.
    var evidence: [EvidenceFile]
    var growth: TargetGrowth?
    var refusal: PlanRefusal?

    private var target: Target { status.target }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let steps: [(url: SiteURL, text: HTML)] = [
            (.plans(.list), words[.plansTitle]), (.plans(.plan(plan.id)), given(plan.title)),
        ]
        let note = target.note.html { "<p>\(given($0, lang: "vi"))</p>" }
        let external: HTML = target.isExternal ? "<p>\(words[.plansExternalHelp])</p>" : ""
        let body: HTML = """
            \(Trail(below: steps).html(words))
            <h1>\(given(target.name, lang: "vi"))</h1>
            \(refusal.html { PlanWords.refusal($0, words) })
            <dl class="facts">\(facts(words))</dl>
            \(note)\(external)
            <section><h2>\(words[.plansAsPrinted])</h2>\(PlanWords.quotations(target.quotations, words))</section>
            <section id="cach-tinh"><h2>\(words[.plansWorking])</h2>\(rows(words))</section>
            \(forms(page))\(earlier(words))
            """
        return Layout(page: page, title: given(target.name), robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func facts(_ words: Words) -> HTML {
        var lines: [(HTML, HTML)] = [
            (words[.plansWanted], PlanWords.figure(target, words)),
            (words[.plansDeadline], PlanWords.deadline(target, words)),
            (words[.plansReached], reached(words)),
            (words[.plansVerdict], growth?.verdict(words) ?? PlanWords.verdict(status, words)),
        ]
        if let growth = target.growth {
            let counts = growth.counts.map { words.name(.countedIndicator, $0.rawValue) }
            lines.append((words[.plansCounted], HTML(joining: counts, with: " + ")))
            for choice in [growth.baseYear?.by, growth.mean?.by].compactMap(\.self) {
                lines.append((words.name(.planChoice, choice.subject.stored.kind), PlanWords.choice(choice, words)))
            }
        }
        if case .shareOfPeople(_, let whom) = target.shape {
            lines.append((words[.plansOfWhom], given(whom, lang: "vi")))
        }
        if !target.scope.institutions.isEmpty {
            let kinds = target.scope.institutions.map { words.name(of: $0) }
            lines.append((words[.plansOfWhom], HTML(joining: kinds, with: ", ")))
        }
        return lines.html { "<dt>\($0.0)</dt><dd>\($0.1)</dd>\n" }
    }

    /// Leads to the rows below; growth has its figures there.
    private func reached(_ words: Words) -> HTML {
        let reached = PlanWords.reached(status, words)
        if case .fromFigures = status.result { return growth?.reached(words) ?? reached }
        return "<a class=\"working\" href=\"#cach-tinh\">\(reached)</a>"
    }

    // MARK: What the figure is made of

    private func rows(_ words: Words) -> HTML {
        switch status.result {
        case .share(let share): return ShareRows(share: share).html(words)
        case .counted(let counted): return CountRowsTable(counted: counted).html(words)
        case .fromFigures: return growth.map { growthRows($0, words) } ?? "<p>\(words[.plansGrowthWorking])</p>"
        case .entered(let figures):
            guard let last = figures.first else { return "<p class=\"message\">\(words[.plansNothingEntered])</p>" }
            // Once the last day has passed, the figure that decides may be an older one.
            let decisive = target.isOver(on: status.on) ? figures.first(where: target.isInTime) : nil
            guard let decisive, decisive != last else { return "<p>\(line(last, words))</p>" }
            return """
                <p>\(line(last, words))</p>
                <p>\(words(.plansOnLastDay, ["day": PlanWords.deadline(target, words)])) \(line(decisive, words))</p>
                """
        case .milestone(let marks):
            guard !marks.isEmpty else { return "<p class=\"message\">\(words[.plansNotMarked])</p>" }
            let items = marks.html { mark -> HTML in
                let what =
                    mark.reachedOn.map { words(.plansReachedOn, ["day": PlaceNames.day($0)]) } ?? words[.plansTakenBack]
                let files = evidence.filter { $0.subject == .milestone(mark.id) }
                let list = EvidenceList.html(files, words) { .plans(.milestoneEvidence(target.id, $0)) }
                return "<li>\(what): \(given(mark.evidence)) (\(by(mark.by, mark.at, words)))\(list)</li>\n"
            }
            let attach: HTML =
                mayEdit
                ? "<p><a class=\"button\" href=\"\(SiteURL.plans(.attachMilestoneEvidence(target.id)))\">\(words[.evidenceAttach])</a></p>\n"
                : .empty
            return "<ol>\(items)</ol>\(attach)"
        }
    }

    /// Every figure is a link to its working at the place.
    private func growthRows(_ growth: TargetGrowth, _ words: Words) -> HTML {
        let text = DashboardText(growth.scene, words)
        let place = text.name(growth.scene.node)
        return """
            <p class="quiet">\(words(.plansGrowthOf, ["place": place]))</p>
            \(VerdictView(scene: growth.scene, study: growth.study, text: text).html())
            <p><a class="button" href="\(SiteURL.dashboard(.board(growth.scene.address)))">\(words[.plansGrowthDoor])</a></p>
            """
    }

    private func line(_ figure: TargetFigure, _ words: Words) -> HTML {
        let facts = figure.facts
        let share = words(
            .plansOf,
            [
                "numerator": words.number(facts.numerator), "denominator": words.number(facts.denominator),
                "percent": facts.percent.map { PlanWords.percent($0, decimals: decimals($0), words) } ?? .empty,
            ])
        let reason = figure.reason.html { " – \(given($0))" }
        return
            "\(PlaceNames.day(facts.on)): \(share); \(words[.plansSource]): \(given(facts.source)) (\(by(figure.by, figure.at, words)))\(reason)"
    }

    private func decimals(_ percent: Double) -> Int {
        PrintedDigits.decimals(of: percent, besides: [target.wantedPercent].compactMap(\.self))
    }

    private func by(_ name: String, _ at: Moment, _ words: Words) -> HTML {
        words(.plansBy, ["name": given(name), "day": PlaceNames.day(Day(at))])
    }

    // MARK: What is entered

    private func forms(_ page: PageContext) -> HTML {
        guard mayEdit else { return .empty }
        let words = page.words
        switch target.shape {
        case .growth:
            return
                "<p><a class=\"button primary\" href=\"\(SiteURL.plans(.choices(plan.id)))\">\(words[.plansChoose])</a></p>"
        case .milestone(let having) where having.isEmpty: return milestone(page)
        case .shareOfPeople: return figure(page)
        case .shareOfInstitutions(_, let having) where having.isEmpty || target.isExternal: return figure(page)
        case .shareOfInstitutions, .milestone:
            let address = DeclarationAddress(kind: target.scope.institutions.first, isOpenOnly: true)
            return
                "<p><a class=\"button primary\" href=\"\(SiteURL.plans(.declarations(address)))\">\(words[.declareTitle])</a></p>"
        case .count: return .empty
        }
    }

    private func figure(_ page: PageContext) -> HTML {
        let words = page.words
        let fields: HTML = """
            \(Form.text("ngay", words[.plansFigureDay], value: draft.day, hint: words[.calendarDayHint], isRequired: true))
            <fieldset class="numbers"><legend>\(words[.plansShare])</legend>
            \(Form.text("tu-so", words[.plansNumerator], value: draft.numerator, isRequired: true))
            \(Form.text("mau-so", words[.plansDenominator], value: draft.denominator, isRequired: true))
            </fieldset>
            \(Form.text("nguon", words[.plansSource], value: draft.source, hint: words[.plansSourceHint], isRequired: true))
            \(Form.text("ly-do", words[.plansCorrectionReason], hint: words[.plansCorrectionHint]))
            """
        return """
            <section><h2>\(words[.plansEnterFigure])</h2>
            \(Form(action: .plans(.enterFigure(target.id)), button: words[.adminSave], fields: fields).html(page))</section>

            """
    }

    private func milestone(_ page: PageContext) -> HTML {
        let words = page.words
        let fields: HTML = """
            \(Form.text("ngay", words[.plansMilestoneDay], hint: words[.plansMilestoneHint]))
            \(Form.text("minh-chung", words[.plansEvidence], hint: words[.plansEvidenceHint], isRequired: true))
            """
        return """
            <section><h2>\(words[.plansMark])</h2>
            \(Form(action: .plans(.markMilestone(target.id)), button: words[.adminSave], fields: fields).html(page))</section>

            """
    }

    private func earlier(_ words: Words) -> HTML {
        guard history.count > 1 else { return .empty }
        let items = history.html { "<li>\(line($0, words))</li>\n" }
        return "<details><summary>\(words[.plansEarlier])</summary><ol reversed>\(items)</ol></details>"
    }
}

/// Every institution of the denominator, with what is known of it.
private struct ShareRows {
    var share: PropertyShare

    func html(_ words: Words) -> HTML {
        guard !share.rows.isEmpty else { return "<p class=\"message\">\(words[.plansNobodyAsked])</p>" }
        let rows = share.rows.html { row -> HTML in
            let standing = row.standing
            let details = share.properties.html { property in detail(standing, property, words) }
            return """
                <tr><th scope="row"><a href="\(SiteURL.administration(.institution(standing.institution.id)))">\(given(standing.institution.facts.name))</a>\
                <br><span class="quiet">\(PlaceNames.unit(standing.unit, words))</span></th>\
                <td>\(words.name(.propertyState, row.state.rawValue))</td><td>\(details)</td></tr>

                """
        }
        return """
            <p>\(summary(words))</p>
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.plansWorking])"><table>
            <thead><tr><th scope="col">\(words[.plansInstitution])</th><th scope="col">\(words[.plansState])</th>\
            <th scope="col">\(words[.plansEvidence])</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    /// The silent ones stand apart: they are in the denominator.
    private func summary(_ words: Words) -> HTML {
        let parts = PropertyState.allCases.filter { share.number($0) > 0 }.map { state in
            "\(words.name(.propertyState, state.rawValue)): \(words.number(share.number(state)))" as HTML
        }
        return HTML(joining: parts, with: " · ")
    }

    private func detail(_ standing: InstitutionStanding, _ property: DeclaredProperty, _ words: Words) -> HTML {
        var parts: [HTML] = []
        if let declaration = standing.declared[property] { parts.append(DeclarationWords.line(declaration, words)) }
        if let proof = standing.proof(of: property) { parts.append(DeclarationWords.proof(proof, words)) }
        guard !parts.isEmpty else { return .empty }
        let name: HTML = share.properties.count > 1 ? "\(words.name(.declaredProperty, property.rawValue)): " : ""
        return "<p>\(name)\(HTML(joining: parts, with: "; "))</p>"
    }
}

/// How often each institution did what is asked.
private struct CountRowsTable {
    var counted: CountStatus

    func html(_ words: Words) -> HTML {
        guard !counted.rows.isEmpty else { return "<p class=\"message\">\(words[.plansNobodyAsked])</p>" }
        let rows = counted.rows.html { row -> HTML in
            let number = row.number.map { words.number($0) } ?? words[.plansNoFigure]
            let classes = row.classes.html { words.number($0) }
            let reached = counted.isReached(row) ? TargetVerdict.met : row.number == nil ? .unknown : .missed
            return """
                <tr><th scope="row"><a href="\(SiteURL.administration(.institution(row.institution.id)))">\(given(row.institution.facts.name))</a></th>\
                <td class="number">\(number)</td><td class="number">\(classes)</td><td>\(words.name(.targetVerdict, reached.rawValue))</td></tr>

                """
        }
        let gaps = [
            "months": PlanWords.months(counted.months), "weeks": words.number(counted.weeks),
        ]
        return """
            <p>\(words(.plansCountWorking, gaps))</p>
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.plansWorking])"><table>
            <thead><tr><th scope="col">\(words[.plansInstitution])</th><th scope="col" class="number">\(words[.plansTimes])</th>\
            <th scope="col" class="number">\(words[.plansClasses])</th><th scope="col">\(words[.plansVerdict])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }
}
