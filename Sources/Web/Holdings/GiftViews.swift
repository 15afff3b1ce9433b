import HTTPTypes
import Hummingbird
import Library

/// The gifts of a year, and the sums of all years.
struct GiftList {
    var point: ServicePoint
    var year: Int
    var gifts: [GiftView]
    var sums: [(year: Int, sum: GiftSum)]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let lines = gifts.html { view -> HTML in
            let facts = view.gift.facts
            let parts: [HTML?] = [
                PlaceNames.day(facts.receivedOn), words(.giftBooks, count: view.sum.books),
                facts.place.map { given($0) },
            ]
            return """
                <li class="line"><h2><a href="\(SiteURL.holdings(.gift(view.gift.id)))">\(facts.donor.html(words))</a></h2>
                <p class="quiet">\(HTML(joining: parts.compactMap(\.self), with: " · "))</p></li>

                """
        }
        let years = sums.html { entry -> HTML in
            let url: HoldingsURL = .gifts(point.id, year: entry.year)
            let heading = words(.giftYear, ["year": given(String(entry.year))])
            return """
                <tr><th scope="row"><a href="\(SiteURL.holdings(url))">\(heading)</a></th><td>\(Self.sum(entry.sum, words))</td></tr>

                """
        }
        let table: HTML =
            sums.isEmpty
            ? ""
            : "<section><h2>\(words[.giftYears])</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(words[.giftYears])\"><table><tbody>\(years)</tbody></table></div></section>"
        let none: HTML =
            gifts.isEmpty ? "<p class=\"message\">\(words(.giftNone, ["year": given(String(year))]))</p>" : ""
        let body: HTML = """
            \(StockTrail(point: point).html(words))
            <h1>\(words[.giftTitle])</h1>
            <p>\(words[.giftLead])</p>
            <p class="actions"><a class="button primary" href="\(SiteURL.holdings(.newGift(point.id)))">\(words[.giftNew])</a></p>
            <section><h2>\(words(.giftYear, ["year": given(String(year))]))</h2>\(none)<ul class="lines">\(lines)</ul></section>
            \(table)
            """
        return Layout(page: page, title: words[.giftTitle], robots: false).response(body)
    }

    static func sum(_ sum: GiftSum, _ words: Words) -> HTML {
        words(
            .giftSum,
            [
                "gifts": words.number(sum.gifts), "books": words.number(sum.books), "value": words.money(sum.value),
            ])
    }
}

extension Donor {
    /// The name, or that it was erased.
    func html(_ words: Words) -> HTML { name.isEmpty ? words[.giftErased] : given(name) }
}

/// One gift.
struct GiftPage {
    var gift: GiftView
    var point: ServicePoint

    func response(in page: PageContext) -> Response {
        let words = page.words
        let id = gift.gift.id
        let facts = gift.gift.facts
        let lines = facts.lines.html { line -> HTML in
            let value = line.value.html { "<span class=\"quiet\"> · \(words.money($0))</span>" }
            return "<li>\(words.number(line.quantity)) × \(given(line.text))\(value)</li>"
        }
        let quantity: HTML =
            facts.lines.isEmpty ? "" : "<section><h2>\(words[.giftLines])</h2><ul>\(lines)</ul></section>"
        let copies: HTML =
            gift.copies.isEmpty
            ? "<p>\(words[.giftNoCopies])</p>"
            : "<ul class=\"lines\">\(gift.copies.html { CopyLine(copy: $0).html(words) })</ul>"
        let address = facts.donor.address.html { "<dt>\(words[.giftAddress])</dt><dd>\(given($0))</dd>" }
        let place = facts.place.html { "<dt>\(words[.giftPlace])</dt><dd>\(given($0))</dd>" }
        let letter: HTML =
            gift.gift.isNamed
            ? "<a class=\"button primary\" href=\"\(SiteURL.holdings(.giftLetter(id)))\">\(words[.giftLetter])</a>" : ""
        let add: HoldingsURL = .addCopies(point.id, record: nil, gift: id)
        let body: HTML = """
            \(StockTrail(point: point, further: [(.gifts(point.id, year: facts.receivedOn.year), words[.giftTitle])]).html(words))
            <h1>\(words(.giftNumber, ["number": given(id.description)]))</h1>
            <dl class="facts">
            <dt>\(words[.giftDonor])</dt><dd>\(facts.donor.html(words)) (\(words.name(.donorKind, facts.donor.kind.rawValue)))</dd>
            \(address)
            <dt>\(words[.giftReceived])</dt><dd>\(PlaceNames.day(facts.receivedOn))</dd>
            \(place)
            </dl>
            <p><strong>\(words(.giftBooks, count: gift.sum.books))</strong></p>
            <p class="actions">\(letter)<a class="button" href="\(SiteURL.holdings(.editGift(id)))">\(words[.giftEdit])</a></p>
            \(quantity)
            <section><h2>\(words[.giftCopies])</h2>\(copies)
            <p><a class="button" href="\(SiteURL.holdings(add))">\(words[.giftAdd])</a></p></section>
            \(gift.gift.isNamed ? erasing(page) : .empty)
            """
        let title = words(.giftNumber, ["number": given(id.description)])
        return Layout(page: page, title: title, robots: false).formResponse(body)
    }

    private func erasing(_ page: PageContext) -> HTML {
        let words = page.words
        let form = Form(
            action: .holdings(.eraseDonor(gift.gift.id)), button: words[.giftErase],
            fields: Form.check("chac-chan", words[.giftEraseSure], isOn: false), isMinor: true)
        return "<section><h2>\(words[.giftErase])</h2><p>\(words[.giftEraseLead])</p>\(form.html(page))</section>"
    }
}

/// The form for a gift, new or known.
struct GiftForm {
    var point: ServicePoint
    var draft: GiftDraft
    var gift: Gift?
    var isRefused = false

    func response(in page: PageContext) -> Response {
        let words = page.words
        let kinds: [(value: String, text: HTML)] = Donor.Kind.allCases.map {
            ($0.rawValue, words.name(.donorKind, $0.rawValue))
        }
        let fields: HTML = """
            \(Form.text("nguoi-tang", words[.giftDonor], value: draft.name, isRequired: gift?.isNamed ?? true))
            \(Form.choice("loai", words[.giftDonorKind], kinds, chosen: draft.kind))
            \(Form.text("dia-chi", words[.giftAddress], value: draft.address, hint: words[.giftAddressHint]))
            \(Form.text("ngay", words[.giftReceived], value: draft.received, hint: words[.copyWhereDayWrong], isRequired: true))
            \(Form.text("dip", words[.giftPlace], value: draft.place))
            <p><label for="sach">\(words[.giftLines])</label><span class="hint" id="sach-ghi-chu">\(words[.giftLinesHint])</span>
            <textarea id="sach" name="sach" rows="5" autocomplete="off" aria-describedby="sach-ghi-chu" data-text>\(text: draft.lines)</textarea></p>
            """
        let action: HoldingsURL = gift.map { .editGift($0.id) } ?? .newGift(point.id)
        let title = words[gift == nil ? .giftNew : .giftEdit]
        let said: HTML =
            isRefused ? "<div class=\"notice\" role=\"alert\"><p>\(words[.giftWrong])</p></div>" : ""
        let body: HTML = """
            \(StockTrail(point: point, further: [(.gifts(point.id, year: nil), words[.giftTitle])]).html(words))
            <h1>\(title)</h1>
            \(said)
            \(Form(action: .holdings(action), button: words[.giftSave], fields: fields).html(page))
            """
        return Layout(page: page, title: title, robots: false)
            .formResponse(body, status: isRefused ? .unprocessableContent : .ok)
    }
}
