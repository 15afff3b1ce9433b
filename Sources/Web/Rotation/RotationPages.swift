import Hummingbird
import Library

/// Boxes, trips, rotas and requests: everything below a point's rotation page.
struct RotationPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        RotationPointPages(site: site).add(to: router)
        BoxPages(site: site).add(to: router)
        BoxPapers(site: site).add(to: router)
        GivenPages(site: site).add(to: router)
        RequestPages(site: site).add(to: router)
        CornerPages(site: site).add(to: router)
        TripPages(site: site).add(to: router)
        RotaPages(site: site).add(to: router)
        ProposalPages(site: site).add(to: router)
    }
}

extension SiteSetup {
    var rotation: RotationStores { services.circulating.rotation }

    /// Those of some points at which the visitor may do something.
    func points(
        _ points: some Sequence<ServicePointID>, where actor: Actor, may action: Action
    ) async throws -> Set<ServicePointID> {
        var allowed: Set<ServicePointID> = []
        for point in Set(points) {
            guard let lineage = try await services.membership.places.lineage(of: .servicePoint(point)) else { continue }
            if Permission.allows(actor, action, at: lineage) { allowed.insert(point) }
        }
        return allowed
    }

    /// Every point something can be sent to or asked of.
    func allPoints(on day: Day) async throws -> [PointName] {
        try await rotation.itineraries.points(within: [.library], on: day, limit: 5_000)
    }

}

/// Pieces that the pages of rotation share.
enum RotationParts {
    /// "Thư viện Trường Tiểu học Tân Lập" with its institution, where that says more.
    static func name(_ point: PointName) -> HTML {
        point.name.contains(point.institution) ? given(point.name) : "\(given(point.name)), \(given(point.institution))"
    }

    static func name(_ point: PointName?) -> HTML { point.map { name($0) } ?? "–" }

    /// Points of a choice, by institution; some of them in a group before the others.
    static func choice(
        _ field: String, _ label: HTML, _ points: [PointName], chosen: ServicePointID?, without own: ServicePointID?,
        first: (label: HTML, points: [(id: ServicePointID, text: HTML)]) = (.empty, [])
    ) -> HTML {
        let before = first.points.html { option -> HTML in
            let selected: HTML = option.id == chosen ? " selected" : ""
            return """
                <option value="\(text: option.id.description)"\(selected) data-text>\(option.text.withoutElements)</option>

                """
        }
        let top: HTML = first.points.isEmpty ? "" : "<optgroup label=\"\(first.label)\">\(before)</optgroup>\n"
        let listed = Set(first.points.map(\.id))
        var groups: [(institution: String, points: [PointName])] = []
        for point in points where point.id != own && !listed.contains(point.id) {
            if groups.last?.institution == point.institution {
                groups[groups.count - 1].points.append(point)
            } else {
                groups.append((point.institution, [point]))
            }
        }
        let list = groups.html { group -> HTML in
            let options = group.points.html { point -> HTML in
                let selected: HTML = point.id == chosen ? " selected" : ""
                return
                    "<option value=\"\(text: point.id.description)\"\(selected) data-text>\(text: point.name)</option>\n"
            }
            return "<optgroup label=\"\(text: group.institution)\" data-text>\(options)</optgroup>\n"
        }
        return """
            <p><label for="\(text: field)">\(label)</label>
            <select id="\(text: field)" name="\(text: field)" required>\(top)\(list)</select></p>

            """
    }

    /// What cannot be done, and what to do next.
    static func refused(_ refusal: RotationRefusal?, _ words: Words, more: HTML = .empty) -> HTML {
        refusal.html { refusal -> HTML in
            let what = refusal.text.html { "<strong>\(given($0))</strong>: " }
            let number = refusal.number.html { " (\($0))" }
            return """
                <div class="notice outcome bad" role="alert" data-outcome="bad"><p>\(what)\(words.name(.rotationRefusal, refusal.code.rawValue))\(number)</p>\(more)</div>

                """
        }
    }

    /// A number in a field; `range` keeps slips of the keyboard out.
    static func number(_ name: String, _ label: HTML, value: String = "", isRequired: Bool = true) -> HTML {
        let required: HTML = isRequired ? " required" : ""
        return """
            <p><label for="\(text: name)">\(label)</label>
            <input id="\(text: name)" name="\(text: name)" type="text" inputmode="numeric" pattern="[0-9]*" value="\(text: value)" autocomplete="off" maxlength="6"\(required)></p>

            """
    }

    /// The field that takes scans, ready for the next.
    static func scanField(_ name: String, _ label: HTML, hint: HTML, value: String = "") -> HTML {
        """
        <p class="scan-field"><label for="\(text: name)">\(label)</label><span class="hint" id="\(text: name)-ghi-chu">\(hint)</span>
        <input id="\(text: name)" name="\(text: name)" type="text" value="\(text: value)" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="300" aria-describedby="\(text: name)-ghi-chu" autofocus data-scan></p>

        """
    }

    /// A table that scrolls by itself on a narrow screen.
    static func table(_ label: HTML, head: [HTML], rows: HTML) -> HTML {
        let cells = head.html { "<th scope=\"col\">\($0)</th>" }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(label)"><table>
            <thead><tr>\(cells)</tr></thead><tbody>\(rows)</tbody></table></div>

            """
    }

    /// A form whose buttons stand elsewhere on the page, by its id.
    static func bareForm(_ id: String, _ action: RotationURL, _ fields: HTML, _ page: PageContext) -> HTML {
        """
        <form id="\(text: id)" method="post" action="\(SiteURL.rotation(action))">
        <input type="hidden" name="\(text: FormProtection.field)" value="\(text: page.formToken)">
        <input type="hidden" name="\(text: Form.actField)" value="\(text: FormToken.mint())">
        \(fields)</form>

        """
    }

    /// The script that keeps the scanning field ready and sounds by outcome.
    static func script(_ page: PageContext) -> HTML { "<script src=\"\(page.assets.scanScript)\" defer></script>" }

    /// Scanned or pasted numbers, one a line or between semicolons.
    static func scans(_ text: String) -> [String] {
        text.split { $0.isNewline || $0 == ";" }
            .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
    }

    static func day(_ form: FormValues, _ name: String) -> Day? { Day(written: form.text(name)) }
    static func point(_ form: FormValues, _ name: String) -> ServicePointID? {
        form.number(name).map { ServicePointID(Int64($0)) }
    }
}
