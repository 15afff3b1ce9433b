import Hummingbird
import Library

/// What is printed of a box: the list that lies in it, its label, the minutes.
struct BoxPapers {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.packingList) { _, context in
            try PackingList(view: try await BoxPages.box(site, context)).response(in: context.page())
        }
        router.page(.boxLabel) { _, context in
            try BoxLabel(view: try await BoxPages.box(site, context)).response(in: context.page())
        }
        router.page(.minutes) { _, context in try await minutes(context) }
    }

    private func minutes(_ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await BoxPages.box(site, context)
        let places = site.services.membership.places
        let last = view.handovers.first { $0.manifest.sealing == view.box.sealings }
        let from = last?.from ?? (view.box.state == .received ? view.box.owner : view.box.place)
        let to = last?.to ?? view.box.destination ?? (view.box.state == .received ? view.box.place : nil)
        let giver = try await places.servicePoint(from)
        var receiver: ServicePointView?
        if let to { receiver = try await places.servicePoint(to) }
        var trip: TripView?
        if let id = view.box.trip { trip = try await site.rotation.trips.trip(id) }
        return HandoverMinutes(view: view, handover: last, giver: giver, receiver: receiver, trip: trip)
            .response(in: page)
    }
}

/// The list that lies in the box.
struct PackingList {
    var view: BoxView

    func response(in page: PageContext) -> Response {
        let words = page.words
        let box = view.box
        let title = words[.boxPackingList]
        let rows = view.copies.enumerated().map { index, copy -> HTML in
            "<tr><td>\(index + 1)</td><td>\(given(copy.number))</td><td>\(given(copy.title))</td><td></td></tr>\n"
        }
        let lines = view.lines.html { line -> HTML in
            "<tr><td>–</td><td></td><td>\(given(line.text))</td><td>\(line.quantity)</td></tr>\n"
        }
        let seal = box.seal.html { "<p>\(words[.boxSeal]): <span class=\"seal\" data-text>\(text: $0.hash)</span></p>" }
        let body: HTML = """
            \(Self.back(view, words))
            <h1>\(title): \(words(.boxTitle, ["number": given(box.number)]))</h1>
            <p>\(words[.boxOwner]): \(RotationParts.name(view.owner)) · \(words[.boxFrom]): \(RotationParts.name(view.place)) · \(words[.boxTo]): \(RotationParts.name(view.destination))</p>
            \(RotationParts.table(title, head: [words[.boxOrdinal], words[.boxCopyNumber], words[.boxCopyTitle], words[.boxOnCount]], rows: HTML(joining: rows) + lines))
            <p>\(words(.boxCopies, count: view.copies.count)), \(words(.boxThings, count: view.contents.quantity))</p>
            \(seal)
            """
        return Layout(page: page, title: title, kind: "sheet", robots: false).response(body)
    }

    static func back(_ view: BoxView, _ words: Words) -> HTML {
        """
        <p class="no-print"><a href="\(SiteURL.rotation(.box(view.box.id, done: nil)))">← \(words(.boxTitle, ["number": given(view.box.number)]))</a> · \(words[.boxPrintHint])</p>
        """
    }
}

/// The label on the box, half of an A4 sheet: readable from two metres, scanned
/// from twenty centimetres.
struct BoxLabel {
    var view: BoxView

    func response(in page: PageContext) -> Response {
        let words = page.words
        let box = view.box
        let goes = view.destination.html { "<p>\(words[.boxTo]): <strong>\(RotationParts.name($0))</strong></p>" }
        let count = box.seal?.copies ?? view.copies.count
        let body: HTML = """
            \(PackingList.back(view, words))
            <h1 class="no-print">\(words[.boxLabel])</h1>
            <div class="box-label"><p class="number">\(words(.boxTitle, ["number": given(box.number)]))</p>
            <p>\(words[.boxOwner]): <strong>\(RotationParts.name(view.owner))</strong></p>\(goes)
            <p>\(words(.boxCopies, count: count))</p>
            \(Barcode(box.label).svg(height: 60))<p class="code">\(given(box.label))</p></div>
            """
        return Layout(page: page, title: words[.boxLabel], kind: "sheet", robots: false).response(body)
    }
}
