import Hummingbird
import Library

/// What is printed of a box: the list that lies in it, its label, the minutes.
struct BoxPapers {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.packingList) { request, context in
            let view = try await BoxPages.box(site, context)
            return try PackingList(view: view, handover: try await handover(of: view, request))
                .response(in: context.page())
        }
        router.page(.boxLabel) { _, context in
            try BoxLabel(view: try await BoxPages.box(site, context)).response(in: context.page())
        }
        router.page(.minutes) { request, context in try await minutes(request, context) }
    }

    /// The handover whose sealing the address names; nil where it names none.
    private func handover(of view: BoxView, _ request: Request) async throws -> HandoverView? {
        guard let named = QueryParameters(request.uri.query)["lan"] else { return nil }
        guard let sealing = Int(named),
            let handover = try await site.rotation.handovers.handover(Manifest(box: view.box.id, sealing: sealing))
        else { throw VisitorError(.notFound) }
        return handover
    }

    private func minutes(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await BoxPages.box(site, context)
        let places = site.services.membership.places
        let named = try await handover(of: view, request)?.handover
        let last = named ?? view.handovers.first { $0.manifest.sealing == view.box.sealings }
        let from = last?.from ?? (view.box.state == .received ? view.box.owner : view.box.place)
        let to = last?.to ?? view.box.destination ?? (view.box.state == .received ? view.box.place : nil)
        let giver = try await places.servicePoint(from)
        var receiver: ServicePointView?
        if let to { receiver = try await places.servicePoint(to) }
        var trip: TripView?
        if let id = last == nil ? view.box.trip : last?.trip { trip = try await site.rotation.trips.trip(id) }
        return HandoverMinutes(view: view, handover: last, giver: giver, receiver: receiver, trip: trip)
            .response(in: page)
    }
}

/// The list that lies in the box, as it is or as it was sealed for a handover.
struct PackingList {
    var view: BoxView
    var handover: HandoverView?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let box = view.box
        let title = words[.boxPackingList]
        let copies = handover?.copies.filter { $0.outcome != .surplus } ?? view.copies
        let things = handover.map { $0.handover.lines ?? [] } ?? view.lines
        let rows = copies.enumerated().map { index, copy -> HTML in
            "<tr><td>\(index + 1)</td><td>\(given(copy.number))</td><td>\(given(copy.title))</td><td></td></tr>\n"
        }
        let lines = things.html { line -> HTML in
            "<tr><td>–</td><td></td><td>\(given(line.text))</td><td>\(line.quantity)</td></tr>\n"
        }
        let quantity = things.reduce(0) { $0 + $1.quantity }
        let seal = (handover == nil ? box.seal : nil).html {
            "<p>\(words[.boxSeal]): <span class=\"seal\" data-text>\(text: $0.hash)</span></p>"
        }
        let body: HTML = """
            \(Self.back(view, words))
            <h1>\(title): \(words(.boxTitle, ["number": given(box.number)]))</h1>
            <p>\(words[.boxOwner]): \(RotationParts.name(view.owner))\(way(words))</p>
            \(RotationParts.table(title, head: [words[.boxOrdinal], words[.boxCopyNumber], words[.boxCopyTitle], words[.boxOnCount]], rows: HTML(joining: rows) + lines))
            <p>\(words(.boxCopies, count: copies.count))\((quantity > 0).html(", \(words(.boxThings, count: quantity))"))</p>
            \(seal)
            """
        return Layout(page: page, title: title, kind: "sheet", robots: false).response(body)
    }

    /// Where it goes; an earlier list says of which handover it is.
    private func way(_ words: Words) -> HTML {
        if let handover { return " · \(words(.handoverOn, ["day": PlaceNames.day(handover.handover.countedOn)]))" }
        return """
             · \(words[.boxFrom]): \(RotationParts.name(view.place)) · \(words[.boxTo]): \(RotationParts.name(view.destination))
            """
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
        let label = box.label(view.label)
        let count = box.seal?.copies ?? view.copies.count
        let body: HTML = """
            \(PackingList.back(view, words))
            <h1 class="no-print">\(words[.boxLabel])</h1>
            <div class="box-label"><p class="number">\(words(.boxTitle, ["number": given(box.number)]))</p>
            <p>\(words[.boxOwner]): <strong>\(RotationParts.name(view.owner))</strong></p>\(goes)
            <p>\(words(.boxCopies, count: count))</p>
            <div class="codes">\(Barcode(label).svg(height: 60))\(QRDrawing.svg(label))</div><p class="code">\(given(label))</p></div>
            """
        return Layout(page: page, title: words[.boxLabel], kind: "sheet", robots: false).response(body)
    }
}
