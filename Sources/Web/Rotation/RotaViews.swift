import HTTPTypes
import Hummingbird
import Library

/// The form for a new rota.
struct RotaForm {
    var view: ServicePointView
    var refusal: RotationRefusal?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let fields = Self.fields(RotaFacts(name: "", ending: .again), words)
        let body: HTML = """
            \(RotationTrail(point: PointName(view)).html(words))
            <h1>\(words[.rotaNew])</h1>\(RotationParts.refused(refusal, words))
            <p>\(words[.rotaLead])</p>
            \(Form(action: .rotation(.newRota(view.point.id)), button: words[.rotaMake], fields: fields).html(page))
            """
        return Layout(page: page, title: words[.rotaNew], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }
}

extension RotaForm {
    /// The name, and what follows the last stage.
    static func fields(_ facts: RotaFacts, _ words: Words) -> HTML {
        let endings: [(value: String, text: HTML)] = RotaEnding.allCases.map {
            ($0.rawValue, words.name(.rotaEnding, $0.rawValue))
        }
        return """
            \(Form.text("ten", words[.rotaName], value: facts.name, hint: words[.rotaNameHint], isRequired: true))
            \(Form.choice("cuoi", words[.rotaEnding], endings, chosen: facts.ending.rawValue))
            """
    }
}

/// One rota: where boxes should be beside where they are.
struct RotaPage {
    var view: RotaView
    var points: [PointName]
    var refusal: RotationRefusal?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let rota = view.rota
        let title: HTML = "\(words[.rotaTitle]) \(given(rota.facts.name))"
        let stages = rota.stages.enumerated().map { stageLine($0, $1, page) }
        let rows = view.boxes.html { box -> HTML in
            let wanted = wanted(box, words)
            return """
                <tr><td><a href="\(SiteURL.rotation(.box(box.summary.box.id, done: nil)))">\(given(box.summary.box.number))</a></td>\
                <td>\(RotationParts.name(box.summary.place))</td><td>\(wanted)</td>\
                <td>\(words.name(.boxState, box.summary.box.state.rawValue)) <button class="link" form="khoi-vong" name="thung" value="\(text: box.summary.box.id.description)">\(words[.rotaRelease])<span class="unseen"> \(given(box.summary.box.number))</span></button></td></tr>

                """
        }
        let table: HTML =
            view.boxes.isEmpty
            ? "<p class=\"message\">\(words[.rotaNoBoxes])</p>"
            : RotationParts.table(
                words[.rotaBoxes], head: [words[.tripBox], words[.rotaIs], words[.rotaShould], words[.boxCopyState]],
                rows: rows)
        let fields: HTML = """
            \(Form.hidden("lam", "add"))
            \(RotationParts.choice("diem", words[.rotaPlace], points, chosen: nil, without: rota.owner))
            \(RotationParts.number("ngay", words[.rotaDaysField], value: "60"))
            \(RotationParts.number("luot", words[.rotaLoansField], isRequired: false))
            \(RotationParts.number("thu-tu", words[.rotaOrdinal], value: String(rota.stages.count + 1)))
            """
        let add = Form(action: .rotation(.rotaEdit(rota.id)), button: words[.rotaAdd], fields: fields, isMinor: true)
        let body: HTML = """
            \(RotationTrail(point: view.owner).html(words))
            <h1>\(title)</h1>\(RotationParts.refused(refusal, words))
            <p>\(words[.rotaEnding]): \(words.name(.rotaEnding, rota.facts.ending.rawValue))</p>
            <section><h2>\(words[.rotaBoxes])</h2>\(table)\(release(page))
            <p><a class="button primary" href="\(SiteURL.rotation(.proposals(rota.owner)))">\(words[.proposalTitle])</a></p></section>
            <section><h2>\(words[.rotaStages])</h2><ol class="lines">\(HTML(joining: stages))</ol>
            <h3>\(words[.rotaAddTitle])</h3>\(add.html(page))</section>
            \(change(page))
            """
        return Layout(page: page, title: title, robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    /// Where it should be; at home it has not begun or is through, and elsewhere its
    /// stage may have been taken out of the rota.
    private func wanted(_ one: RotaBox, _ words: Words) -> HTML {
        let (rota, box) = (view.rota, one.summary.box)
        if box.isHome, box.state != .inTransit {
            return rota.isOver(at: one.stage)
                ? words.name(.proposalReason, ProposedMove.Reason.finished.rawValue) : words[.rotaBefore]
        }
        guard rota.stages.indices.contains(one.stage - 1) else {
            return words[box.isHome ? .rotaBefore : .rotaOutside]
        }
        return RotationParts.name(view.points[rota.stages[one.stage - 1].point])
    }

    private func edit(_ order: String, _ phrase: RotationPhrase, _ fields: HTML, _ page: PageContext) -> HTML {
        Form(
            action: .rotation(.rotaEdit(view.rota.id)), button: page.words[phrase],
            fields: Form.hidden("lam", order) + fields, isMinor: true
        ).html(page)
    }

    private func stageLine(_ index: Int, _ stage: RotaStage, _ page: PageContext) -> HTML {
        let words = page.words
        let loans = stage.loans.html { ", \(words(.rotaLoans, count: $0))" }
        let which = Form.hidden("chang", String(index + 1))
        let buttons =
            (index > 0).html(edit("up", .rotaUp, which, page))
            + (index + 1 < view.rota.stages.count).html(edit("down", .rotaDown, which, page))
            + edit("remove", .rotaRemove, which, page)
        return """
            <li class="line"><p><strong>\(RotationParts.name(view.points[stage.point]))</strong> · \(words(.rotaDays, count: stage.days))\(loans)</p><div class="row">\(buttons)</div></li>

            """
    }

    /// One form for the buttons of all rows.
    private func release(_ page: PageContext) -> HTML {
        guard !view.boxes.isEmpty else { return .empty }
        return RotationParts.bareForm("khoi-vong", .rotaEdit(view.rota.id), Form.hidden("lam", "release"), page)
    }

    /// Another name, another ending, or the end of it.
    private func change(_ page: PageContext) -> HTML {
        let words = page.words
        let end: HTML =
            view.boxes.isEmpty
            ? edit("end", .rotaEnd, .empty, page)
            : "<p>\(words(.rotaEndFirst, count: view.boxes.count))</p>"
        return """
            <section><h2>\(words[.rotaChange])</h2>\(edit("rename", .rotaRename, RotaForm.fields(view.rota.facts, words), page))
            <h3>\(words[.rotaEndTitle])</h3>\(end)</section>

            """
    }
}
