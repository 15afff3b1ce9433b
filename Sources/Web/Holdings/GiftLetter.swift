import HTTPTypes
import Hummingbird
import Library

/// A letter of thanks on A4, in the form of an official Vietnamese letter
/// (Nghị định 30/2020/NĐ-CP, appendix I): the body that writes on the left, the
/// nation's name and motto on the right, place and day below them.
struct GiftLetter {
    var gift: GiftView
    var view: ServicePointView

    func response(in page: PageContext) -> Response {
        let words = page.words
        let facts = gift.gift.facts
        let donor = facts.donor.html(words)
        let today = Day(page.now)
        let unit = view.institution.units.last.html { given($0.name) }
        let number = { (number: Int) in given(number < 10 ? "0\(number)" : String(number)) }
        let dated = words(
            .letterPlaceDay,
            [
                "place": unit, "day": number(today.day), "month": number(today.month),
                "year": given(String(today.year)),
            ])
        let received = PlaceNames.day(facts.receivedOn)
        let point = given(view.point.facts.name)
        let body: HTML = """
            <div class="no-print">\(StockTrail(point: view.point, further: [(.gift(gift.gift.id), words(.giftNumber, ["number": given(gift.gift.id.description)]))]).html(words))
            <p>\(words[.letterHint])</p></div>
            <article class="letter">
            <div class="letter-head"><p>\(given(view.institution.institution.facts.name))<br><strong>\(point)</strong></p>
            <p><strong>\(words[.letterNation])</strong><br><strong class="motto">\(words[.letterMotto])</strong></p></div>
            <p class="dated">\(dated)</p>
            <h1>\(words[.letterTitle])</h1>
            <p class="to">\(words(.letterTo, ["donor": donor]))</p>
            <p>\(words(.letterOpening, ["point": point, "donor": donor, "day": received]))</p>
            <p>\(words(.letterCount, count: gift.sum.books))</p>
            <ul>\(books(words))</ul>
            <p>\(words[.letterClosing])</p>
            <div class="sign"><p><strong>\(words[.letterSign])</strong><br>\(words[.letterSignHint])</p></div>
            </article>
            """
        var response = Layout(page: page, title: words[.giftLetter], kind: "sheet", robots: false).response(body)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    /// Titles with how many copies, then what was counted only.
    private func books(_ words: Words) -> HTML {
        var titles: [(title: String, count: Int)] = []
        for copy in gift.copies {
            if let place = titles.firstIndex(where: { $0.title == copy.title }) {
                titles[place].count += 1
            } else {
                titles.append((copy.title, 1))
            }
        }
        titles += gift.gift.facts.lines.map { ($0.text, $0.quantity) }
        return titles.html { "<li>\(given($0.title)): \(words.number($0.count))</li>" }
    }
}
