import Hummingbird
import Library

/// How declarations and proofs are said.
enum DeclarationWords {
    /// "có, từ 1/9/2026: ảnh chụp (Nguyễn Văn A, 3/9/2026)".
    static func line(_ declaration: Declaration, _ words: Words) -> HTML {
        let facts = declaration.facts
        let answer = facts.holds ? words[.declareAnswerYes] : words[.declareAnswerNo]
        let evidence = facts.evidence.html { ": \(given($0))" }
        let link = facts.link.html { address in
            " <a href=\"\(text: address)\" rel=\"noopener nofollow\">\(words[.declareLinkName])</a>"
        }
        let by = words(.plansBy, ["name": given(declaration.by), "day": PlaceNames.day(Day(declaration.at))])
        return "\(answer), \(words(.adminFrom, ["day": PlaceNames.day(facts.from)]))\(evidence)\(link) (\(by))"
    }

    /// "Hệ thống: 214 lượt mượn trong 12 tháng (quy tắc: từ 12)".
    static func proof(_ proof: PropertyProof, _ words: Words) -> HTML {
        words(
            .declareProof,
            [
                "rule": words.name(.proofRule, proof.rule.rawValue), "count": words.number(proof.count),
                "least": words.number(proof.rule.least),
            ])
    }
}

/// Who declared what, institution by institution.
struct DeclarationListPage {
    var address: DeclarationAddress
    var standings: [InstitutionStanding]
    /// Of the whole list, not of the page alone.
    var total: Int
    var pages: Int
    var asked: AskedProperties

    func response(in page: PageContext) -> Response {
        let words = page.words
        let pager = NumberedPages(page: address.page, pages: pages).html(words) { number in
            "\(SiteURL.plans(.declarations(address.onPage(number))))"
        }
        let body: HTML = """
            \(Trail(steps: []).html(words))
            <h1>\(words[.declareTitle])</h1>
            <p>\(words[.declareLead])</p>
            \(narrowing(words))
            <p class="quiet">\(words(.institutionCount, count: total))</p>
            \(table(words))\(pager)
            """
        return Layout(page: page, title: words[.declareTitle], robots: false).response(body)
    }

    private func narrowing(_ words: Words) -> HTML {
        let kinds: [(value: String, text: HTML)] =
            [("", words[.institutionAnyKind])] + InstitutionKind.allCases.map { ($0.rawValue, words.name(of: $0)) }
        return """
            <form class="form narrow" action="\(SiteURL.plans(.declarations(DeclarationAddress())))">
            \(Form.choice("loai", words[.institutionKind], kinds, chosen: address.kind?.rawValue ?? ""))
            \(Form.check("con-thieu", words[.declareOpenOnly], isOn: address.isOpenOnly))
            <p><button type="submit">\(words[.institutionNarrow])</button></p></form>
            """
    }

    private func table(_ words: Words) -> HTML {
        guard !standings.isEmpty else { return "<p class=\"message\">\(words[.declareNobody])</p>" }
        let rows = standings.html { standing -> HTML in
            let institution = standing.institution
            let asked = self.asked.of(institution)
            let lines = DeclaredProperty.allCases.filter { asked.contains($0) || standing.declared[$0] != nil }.html {
                "<li>\(words.name(.declaredProperty, $0.rawValue)): \(words.name(.propertyState, standing.state(of: $0).rawValue))</li>"
            }
            let waiting = self.asked.waiting(of: standing)
            let open =
                waiting > 0
                ? words(.declareWaiting, count: waiting) : asked.isEmpty ? words[.declareNotAsked] : words[.declareDone]
            return """
                <tr><th scope="row"><a href="\(SiteURL.plans(.declare(institution.id)))">\(given(institution.facts.name))</a>\
                <br><span class="quiet">\(words.name(of: institution.facts.kind)) · \(PlaceNames.unit(standing.unit, words))</span></th>\
                <td><ul>\(lines)</ul></td><td>\(open)</td></tr>

                """
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.declareTitle])"><table>
            <thead><tr><th scope="col">\(words[.plansInstitution])</th><th scope="col">\(words[.declareWhat])</th>\
            <th scope="col">\(words[.declareOpen])</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }
}

/// Everything an institution may declare, on one page with one button.
struct DeclarationPage {
    var view: InstitutionView
    /// Nil for an institution that has ended.
    var standing: InstitutionStanding?
    /// The newest first.
    var history: [Declaration]
    /// Of all of these, the oldest first.
    var evidence: [EvidenceFile]
    var asked: Set<DeclaredProperty>
    var drafts: [DeclaredProperty: PropertyDraft]
    var today: Day
    var isSaved: Bool
    var refusal: PlanRefusal?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let institution = view.institution
        let steps: [(url: SiteURL, text: HTML)] = [
            (.plans(.declarations(DeclarationAddress())), words[.declareTitle])
        ]
        let saved: HTML = isSaved ? "<p class=\"notice\" role=\"status\">\(words[.declareSaved])</p>" : ""
        let properties = DeclaredProperty.allCases.filter { asked.contains($0) }
        let others = DeclaredProperty.allCases.filter { !asked.contains($0) }
        let rest: HTML =
            others.isEmpty
            ? ""
            : "<details><summary>\(words[.declareOthers])</summary>\(others.html { field($0, words) })</details>"
        let fields: HTML = "\(properties.html { field($0, words) })\(rest)"
        let body: HTML = """
            \(Trail(below: steps).html(words))
            <h1>\(words(.declareHeading, ["name": given(institution.facts.name)]))</h1>
            <p>\(words[.declareFormLead])</p>
            \(saved)\(refusal.html { PlanWords.refusal($0, words) })
            \(Form(action: .plans(.declare(institution.id)), button: words[.declareButton], fields: fields).html(page))
            \(files(words))\(earlier(words))
            """
        return Layout(
            page: page, title: words(.declareHeading, ["name": given(institution.facts.name)]), robots: false
        ).formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func field(_ property: DeclaredProperty, _ words: Words) -> HTML {
        let name = property.rawValue
        let known = history.first { $0.facts.property == property }
        let draft = drafts[property]
        let options: [(String, HTML, Bool)] = [
            ("", known == nil ? words[.declareLater] : words[.declareKeep], draft?.answer == nil),
            ("co", words[.declareAnswerYes], draft?.answer == true),
            ("khong", words[.declareAnswerNo], draft?.answer == false),
        ]
        let choices = options.html { value, label, isOn -> HTML in
            let checked: HTML = isOn ? " checked" : ""
            return
                "<label><input type=\"radio\" name=\"tra-loi-\(text: name)\" value=\"\(text: value)\"\(checked)><span>\(label)</span></label>\n"
        }
        let reason: HTML =
            known == nil
            ? ""
            : Form.text(
                "ly-do-\(name)", words[.declareReason], value: draft?.reason ?? "", hint: words[.declareReasonHint])
        let open: HTML = draft == nil ? "" : " open"
        let based = known.html { Form.hidden("cu-\(name)", $0.id.description) }
        return """
            <fieldset class="declaration"><legend>\(words.name(.declaredProperty, name))</legend>
            <p class="hint">\(words.name(.declaredPropertyHelp, name))</p>
            \(state(property, known, words))\(based)
            <div class="options">\(choices)</div>
            <details\(open)><summary>\(words[.declareDetails])</summary>
            \(Form.text("tu-\(name)", words[.declareFrom], value: draft?.from ?? ActivityDraft.written(today), hint: words[.calendarDayHint]))
            \(Form.text("minh-chung-\(name)", words[.plansEvidence], value: draft?.evidence ?? "", hint: words[.declareEvidenceHint]))
            \(Form.text("lien-ket-\(name)", words[.declareLink], value: draft?.link ?? "", hint: words[.declareLinkHint], type: "url"))
            \(reason)</details></fieldset>

            """
    }

    private func state(_ property: DeclaredProperty, _ known: Declaration?, _ words: Words) -> HTML {
        guard let standing else { return .empty }
        let state = standing.state(of: property)
        var parts: [HTML] = ["<strong>\(words.name(.propertyState, state.rawValue))</strong>"]
        if let known { parts.append(DeclarationWords.line(known, words)) }
        if let proof = standing.proof(of: property) { parts.append(DeclarationWords.proof(proof, words)) }
        let contradiction: HTML =
            state.isContradiction ? "<p class=\"notice\">\(words[.declareContradiction])</p>" : ""
        return "<p>\(HTML(joining: parts, with: "<br>"))</p>\(contradiction)\n"
    }

    /// Files of what was declared, by property.
    private func files(_ words: Words) -> HTML {
        guard !history.isEmpty else { return .empty }
        let parts = DeclaredProperty.allCases.html { property -> HTML in
            let declared = Set(
                history.filter { $0.facts.property == property }.map { EvidenceSubject.declaration($0.id) })
            let own = evidence.filter { declared.contains($0.subject) }
            guard !own.isEmpty else { return .empty }
            let list = EvidenceList.html(own, words) { .plans(.evidence(view.institution.id, $0)) }
            return "<h3>\(words.name(.declaredProperty, property.rawValue))</h3>\(list)\n"
        }
        return """
            <section><h2>\(words[.evidenceTitle])</h2>\(parts)
            <p><a class="button" href="\(SiteURL.plans(.attachEvidence(view.institution.id)))">\(words[.evidenceAttach])</a></p></section>

            """
    }

    private func earlier(_ words: Words) -> HTML {
        guard !history.isEmpty else { return .empty }
        let items = history.html { declaration -> HTML in
            let reason = declaration.reason.html { " – \(given($0))" }
            return
                "<li>\(words.name(.declaredProperty, declaration.facts.property.rawValue)): \(DeclarationWords.line(declaration, words))\(reason)</li>\n"
        }
        return "<details><summary>\(words[.plansHistory])</summary><ol reversed>\(items)</ol></details>"
    }
}
