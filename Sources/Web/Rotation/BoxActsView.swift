import Library

/// What can be done with a box now: the main act first.
struct BoxActsView {
    var page: BoxPage
    private var box: Box { page.box }
    private var view: BoxView { page.view }

    func html(_ context: PageContext) -> HTML {
        switch box.state {
        case .drafted: "\(page.isMineHere.html(drafted(context)))\(callBack(context))"
        case .sealed: "\(page.isMineHere.html(sealed(context)))\(callBack(context))"
        case .inTransit: inTransit(context)
        case .received: "\(page.isMineHere.html(received(context)))\(callBack(context))"
        case .checked: page.isMineHere.html(button("serve", .boxServe, context, isMain: true))
        case .serving: serving(context)
        case .recalled: "\(page.isMineHere.html(recalled(context)))\(resume(context))"
        case .home: page.isMineHere.html(button("reopen", .boxReopen, context, isMain: true))
        case .lost: (!page.mine.isEmpty).html(button("find", .boxFound, context, isMain: true))
        case .dissolved: .empty
        }
    }

    // MARK: By state

    private func drafted(_ context: PageContext) -> HTML {
        """
        \(packing(context))\(send(context))
        <section><h2>\(context.words[.boxOtherActs])</h2>\(lineForm(context))\
        \(button("seal", .boxSealOnly, context))\(box.isHome.html(button("dissolve", .boxDissolve, context)))</section>
        """
    }

    private func sealed(_ context: PageContext) -> HTML {
        let lead = (!box.isHome).html("<p>\(context.words[.boxUnsealAwayLead])</p>")
        let unseal = button("unseal", box.isHome ? .boxUnseal : .boxUnsealAway, context)
        return """
            \(send(context, isMain: true))<section><h2>\(context.words[.boxOtherActs])</h2>\(lead)\(unseal)</section>
            """
    }

    private func inTransit(_ context: PageContext) -> HTML {
        let words = context.words
        let isReceiver = box.destination.map(page.mine.contains) ?? false
        let isOnTheWayBack = box.destination == box.place
        let receive = isReceiver.html(button("receive", .boxReceive, context, isMain: true))
        let others: HTML = """
            \((!isOnTheWayBack && !page.mine.isEmpty).html(button("turn-back", .boxTurnBack, context)))\
            \((!page.mine.isEmpty).html(button("lose", .boxLose, context)))
            """
        return "\(receive)<section><h2>\(words[.boxOtherActs])</h2>\(others)</section>"
    }

    private func received(_ context: PageContext) -> HTML {
        let words = context.words
        let counted = view.copies.count { $0.state.status == .counted }
        let scan = Form(
            action: .rotation(.count(box.id)), button: words[.boxCount],
            fields: RotationParts.scanField("ma", words[.boxCountField], hint: words[.boxCountHint]) + many(words))
        let isOpened = box.owesCount || counted > 0 || view.lines.contains { $0.counted != nil }
        let passOn = (!isOpened).html("<p>\(words[.boxPassOnLead])</p>\(button("pass-on", .boxPassOn, context))")
        let sealed = box.seal?.copies ?? 0
        let progress = words(
            .boxCounted, ["counted": words.number(counted), "sealed": words.number(sealed)])
        let counting: HTML = "<p class=\"progress\"><strong>\(progress)</strong></p>\(scan.html(context))"
        return """
            \((sealed > 0 || !view.copies.isEmpty).html(counting))
            \(countLines(context))\(finish(context))
            \((!isOpened).html("<section><h2>\(words[.boxOtherActs])</h2>\(passOn)</section>"))
            """
    }

    private func serving(_ context: PageContext) -> HTML {
        guard page.isMineHere || page.mine.contains(box.owner) else { return .empty }
        return "<p>\(context.words[.boxRecallLead])</p>\(button("recall", .boxRecall, context, isMain: true))"
    }

    /// The owner's way to have a box back that nobody counted yet.
    private func callBack(_ context: PageContext) -> HTML {
        guard !box.isHome, page.mine.contains(box.owner) else { return .empty }
        return """
            <section><h2>\(context.words[.boxCallBackTitle])</h2><p>\(context.words[.boxCallBackLead])</p>\
            \(button("recall", .boxRecall, context, isMain: !page.isMineHere))</section>
            """
    }

    private func resume(_ context: PageContext) -> HTML {
        guard !box.isHome, !box.owesCount, page.isMineHere || page.mine.contains(box.owner) else { return .empty }
        return """
            <section><h2>\(context.words[.boxResumeTitle])</h2><p>\(context.words[.boxResumeLead])</p>\
            \(button("resume", .boxResume, context))</section>
            """
    }

    private func recalled(_ context: PageContext) -> HTML {
        let words = context.words
        guard !box.owesCount else { return "<p>\(words[.boxCallBackSend])</p>\(send(context, isMain: true))" }
        let waiting = view.copies.count { $0.state.status == .available }
        let outside = view.contents.outside.count
        let all = (waiting > 0).html(
            "<p>\(words(.boxRest, count: waiting))</p>\(button("pack-rest", .boxPackRest, context))")
        let rest = (outside > 0).html(
            "<p>\(words(.boxOutside, count: outside))</p>\(button("detach-rest", .boxDetachRest, context))")
        return """
            \(packing(context))\((waiting + outside > 0).html("<section><h2>\(words[.boxRestTitle])</h2>\(all)\(rest)</section>"))\
            \(send(context))
            """
    }

    // MARK: Forms

    private func packing(_ context: PageContext) -> HTML {
        let words = context.words
        let packed = view.contents.packed.count
        let form = Form(
            action: .rotation(.pack(box.id)), button: words[.boxPack],
            fields: RotationParts.scanField("ma", words[.boxPackField], hint: words[.boxPackHint]) + many(words))
        return """
            <p class="progress"><strong>\(words(.boxPacked, count: packed))</strong></p>\(form.html(context))
            """
    }

    /// Many numbers at once, for who has them in a list.
    private func many(_ words: Words) -> HTML {
        let typed = page.typed?.raw("nhieu") ?? ""
        let isOpen: HTML = typed.isEmpty ? "" : " open"
        return """
            <details\(isOpen)><summary>\(words[.boxMany])</summary>
            <p><label for="nhieu">\(words[.boxManyField])</label>
            <textarea id="nhieu" name="nhieu" rows="6" maxlength="20000">\(text: typed)</textarea></p></details>

            """
    }

    private func send(_ context: PageContext, isMain: Bool = false) -> HTML {
        let words = context.words
        guard !page.points.isEmpty else { return .empty }
        // To whoever asked while it is packed for them; from elsewhere home.
        let asking = page.request.flatMap { $0.request.state == .accepted ? $0.request.from : nil }
        let typed = { page.typed($0, in: "send") }
        let chosen =
            typed("den").flatMap { Int64($0) }.map { ServicePointID($0) }
            ?? asking ?? (box.place == box.owner ? nil : box.owner)
        let field = RotationParts.choice("den", words[.boxTo], page.points, chosen: chosen, without: box.place)
        let back = typed("hen-tra") ?? view.days.returnBy.map { "\($0.day)/\($0.month)/\($0.year)" } ?? ""
        let fields: HTML = """
            \(Form.hidden("lam", "send"))\(field)
            \(Form.text("du-kien", words[.boxExpected], value: typed("du-kien") ?? "", hint: words[.boxExpectedHint]))
            \(box.isHome.html(Form.text("hen-tra", words[.boxReturnBy], value: back, hint: words[.boxReturnByHint])))
            """
        let form = Form(
            action: .rotation(.boxAct(box.id)), button: words[.boxSend], fields: fields, isMinor: !isMain)
        return "<section><h2>\(words[.boxSendTitle])</h2><p>\(words[.boxSendLead])</p>\(form.html(context))</section>"
    }

    private func lineForm(_ context: PageContext) -> HTML {
        let words = context.words
        let typed = { page.typed($0, in: "line") }
        let form = Form(
            action: .rotation(.boxAct(box.id)), button: words[.boxLineAdd],
            fields: Form.hidden("lam", "line")
                + Form.text("ten", words[.boxLineText], value: typed("ten") ?? "", hint: words[.boxLineHint])
                + RotationParts.number("so-luong", words[.boxLineQuantity], value: typed("so-luong") ?? ""),
            isMinor: true)
        let isOpen: HTML = typed("ten") == nil ? "" : " open"
        return "<details\(isOpen)><summary>\(words[.boxLineTitle])</summary>\(form.html(context))</details>"
    }

    private func countLines(_ context: PageContext) -> HTML {
        guard !view.lines.isEmpty else { return .empty }
        let words = context.words
        let fields = view.lines.html { line -> HTML in
            let label: HTML = "\(given(line.text)) (\(words(.boxLineSealed, count: line.quantity)))"
            return Form.hidden("dong", String(line.line))
                + RotationParts.number("dem-\(line.line)", label, value: line.counted.map(String.init) ?? "")
        }
        let form = Form(
            action: .rotation(.boxAct(box.id)), button: words[.boxLinesSave],
            fields: Form.hidden("lam", "count-lines") + fields, isMinor: true)
        return "<section><h2>\(words[.boxLines])</h2>\(form.html(context))</section>"
    }

    private func finish(_ context: PageContext) -> HTML {
        let words = context.words
        let differing = Discrepancy.of(view)
        let surplus = view.copies.contains { $0.outcome == .surplus }
        let isWhole = differing.isEmpty && !surplus
        let list = (!differing.isEmpty).html(
            "<p>\(words[.boxDiffersLead])</p>\(DiscrepancyList(lines: differing).html(words))")
        let typed = { page.typed($0, in: "finish") ?? "" }
        let hint = words[isWhole ? .boxSignersOptional : .boxSigners]
        let fields: HTML = """
            \(Form.hidden("lam", "finish"))
            \(Form.text("ben-giao", words[.boxGiver], value: typed("ben-giao"), hint: hint))
            \(Form.text("ben-nhan", words[.boxReceiver], value: typed("ben-nhan")))
            \(Form.text("ghi-chu", words[.boxRemarks], value: typed("ghi-chu")))
            """
        let form = Form(
            action: .rotation(.boxAct(box.id)),
            button: box.place == box.owner ? words[.boxFinishHome] : words[.boxFinish],
            fields: fields, isMinor: !isWhole)
        return "<section><h2>\(words[.boxFinishTitle])</h2>\(list)\(form.html(context))</section>"
    }

    private func button(_ order: String, _ phrase: RotationPhrase, _ context: PageContext, isMain: Bool = false) -> HTML
    {
        Form(
            action: .rotation(.boxAct(box.id)), button: context.words[phrase], fields: Form.hidden("lam", order),
            isMinor: !isMain
        ).html(context)
    }
}

/// What differed, as a table.
struct DiscrepancyList {
    var lines: [Discrepancy]

    func html(_ words: Words) -> HTML {
        let rows = lines.html { line -> HTML in
            let kind: RotationPhrase =
                switch line.kind {
                case .missing: .boxMissing
                case .surplus: .boxSurplus
                case .quantity: .boxOtherQuantity
                }
            return """
                <tr><td>\(words[kind])</td><td>\(given(line.number))</td><td>\(given(line.title))</td>\
                <td>\(line.sealed)</td><td>\(line.counted)</td></tr>

                """
        }
        return RotationParts.table(
            words[.boxDiffers],
            head: [
                words[.boxDiffers], words[.boxCopyNumber], words[.boxCopyTitle], words[.boxOnList],
                words[.boxOnCount],
            ], rows: rows)
    }
}
