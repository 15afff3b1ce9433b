import Library

/// What is in a box: copies with what they do, and things without barcodes.
struct BoxContentsView {
    var page: BoxPage

    func html(_ context: PageContext) -> HTML {
        let words = context.words
        let view = page.view
        guard !view.copies.isEmpty || !view.lines.isEmpty else {
            let isOver = page.box.state == .home || page.box.state == .dissolved
            return (!isOver).html("<p class=\"message\">\(words[.boxEmpty])</p>\n")
        }
        // What is still to be done stands first.
        let order: (BoxCopy) -> Int = { copy in
            switch (page.box.state, copy.state.status) {
            case (.received, .awaitingCheck), (.recalled, .onLoan), (.recalled, .setAside), (.recalled, .missing): 0
            case (.recalled, .available): 1
            default: 2
            }
        }
        let rows = view.copies.enumerated().sorted { (order($0.element), $0.offset) < (order($1.element), $1.offset) }
            .map { row($0.element, context) }
        let table =
            view.copies.isEmpty
            ? HTML.empty
            : RotationParts.table(
                words[.boxContents],
                head: [words[.boxCopyNumber], words[.boxCopyTitle], words[.boxCopyState]], rows: HTML(joining: rows))
        let lines = (!view.lines.isEmpty).html("<ul>\(view.lines.html { line($0, context) })</ul>")
        return """
            <section><h2>\(words[.boxContents])</h2>
            <p class="quiet">\(words(.boxCopies, count: view.copies.count))\((view.contents.quantity > 0).html(", \(words(.boxThings, count: view.contents.quantity))"))</p>
            \(table)\(lines)\(page.isMineHere.html(RotationParts.bareForm("tach", .boxAct(page.box.id), Form.hidden("lam", "detach"), context)))</section>

            """
    }

    private func row(_ copy: BoxCopy, _ context: PageContext) -> HTML {
        let words = context.words
        let due = copy.dueOn.html { ", \(words(.boxDue, ["day": PlaceNames.day($0)]))" }
        let surplus = (copy.outcome == .surplus && page.box.state == .received).html(" · \(words[.boxSurplus])")
        return """
            <tr class="\(text: copy.state.status.rawValue)"><td>\(given(copy.number))</td><td>\(given(copy.title))</td>\
            <td>\(words.name(.boxCopyStatus, copy.state.status.rawValue))\(due)\(surplus)\(detach(copy, context))</td></tr>

            """
    }

    private func detach(_ copy: BoxCopy, _ context: PageContext) -> HTML {
        guard page.isMineHere, !page.box.owesCount else { return .empty }
        switch page.box.state {
        case .drafted, .checked, .serving, .recalled:
            // One form for all rows: three hundred of them would be a long page.
            return """
                 <button class="link" form="tach" name="ban" value="\(text: copy.state.id.description)">\(context.words[.boxDetach])<span class="unseen"> \(given(copy.number))</span></button>
                """
        case .sealed, .inTransit, .received, .home, .dissolved, .lost: return .empty
        }
    }

    private func line(_ line: BoxLine, _ context: PageContext) -> HTML {
        let words = context.words
        let counted = line.counted.html { ", \(words(.boxLineCounted, count: $0))" }
        var remove: HTML = .empty
        if page.isMineHere, !page.box.owesCount, page.box.state == .drafted || page.box.state == .recalled {
            let fields =
                Form.hidden("lam", "line") + Form.hidden("dong", String(line.line)) + Form.hidden("so-luong", "0")
            remove = Form(
                action: .rotation(.boxAct(page.box.id)), button: words[.boxLineRemove], fields: fields, isMinor: true
            ).html(context)
        }
        return "<li>\(given(line.text)): \(words(.boxLineSealed, count: line.quantity))\(counted)\(remove)</li>\n"
    }
}
