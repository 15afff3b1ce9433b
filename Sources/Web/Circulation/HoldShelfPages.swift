import Hummingbird
import Library

/// The shelf behind the desk: what waits for readers, and what is to be fetched.
struct HoldShelfPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.holdShelf) { _, context in
            let page = try context.page()
            let point = try await site.point(context).point
            let lending = site.services.circulating.lending
            async let ready = lending.holds(.ready(at: point.id))
            async let toFetch = lending.holds(.toFetch(at: point.id))
            return try await HoldShelfPage(point: point, ready: ready, toFetch: toFetch).response(in: page)
        }
        router.act(.holdShelf) { request, context in
            let page = try context.page()
            let act = try await FormValues(request).act(of: page)
            let point = try await site.point(context).point
            let days = site.deskRules(at: point).terms(.adult).holdDays
            _ = try await site.services.circulating.lending.expireHolds(at: point.id, days: days, act: act)
            return Admission.redirect(to: .circulation(.holdShelf(point.id)))
        }
    }
}

struct HoldShelfPage {
    var point: ServicePoint
    var ready: [HoldLine]
    var toFetch: [HoldLine]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let place = DeskPlace(
            action: .desk(point.id, DeskAddress()), carried: Form.hidden("cach", DeskAddress.name(of: .lend)))
        let here = ready.html { line -> HTML in
            let name = line.borrower.map { given($0.name) } ?? words[.outcomeSomebody]
            return """
                <li class="line">\(HoldText.html(line, words))<p>\(name) · \(given(line.copy?.copy.facts.number.text ?? "–"))</p>
                <div class="actions">\(place.button(words[.holdCancel], .cancel(line.hold.id), page))</div></li>

                """
        }
        let shelf = toFetch.html { line -> HTML in
            guard let copy = line.copy else { return .empty }
            let facts = [copy.copy.facts.number.text, copy.copy.facts.callNumber, copy.copy.facts.location]
                .compactMap(\.self).joined(separator: " · ")
            return """
                <li class="line"><h3>\(given(line.title))</h3><p>\(given(facts)) · \(words(.holdFor, ["place": given(line.pickup.name)]))</p>
                <div class="actions">\(place.button(words[.actSetAside], .setAside(copy.copy.id), page))</div></li>

                """
        }
        let expire = Form(
            action: .circulation(.holdShelf(point.id)), button: words[.holdsExpire], fields: .empty, isMinor: true)
        let nothingHere: HTML = ready.isEmpty ? "<p class=\"quiet\">\(words[.holdsNoneReady])</p>" : ""
        let nothingToFetch: HTML = toFetch.isEmpty ? "<p class=\"quiet\">\(words[.holdsNoneToFetch])</p>" : ""
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words[.holdsTitle])</h1>
            <section><h2>\(words[.holdsToFetch])</h2><p>\(words[.holdsToFetchLead])</p>\(nothingToFetch)<ul class="lines">\(shelf)</ul></section>
            <section><h2>\(words[.holdsReady])</h2>\(nothingHere)<ul class="lines">\(here)</ul>\(expire.html(page))</section>
            <p><a href="\(SiteURL.circulation(.desk(point.id, DeskAddress())))">\(words[.deskTitle])</a></p>
            """
        return Layout(page: page, title: words[.holdsTitle], showsSearch: false, robots: false).formResponse(body)
    }
}
