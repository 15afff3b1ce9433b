import Hummingbird
import Library

/// How far the intake of a register is, what it brought, and what to do when it
/// stopped.
struct RegisterIntakePage {
    /// Seconds between two looks.
    private static let refresh = 3

    var point: ServicePoint
    var intake: RegisterIntake
    /// Nil when nobody works at it.
    var share: Double?
    /// What had to stay when it was taken back; nil before.
    var left: UndoReport?

    private var isAtWork: Bool { share != nil && !isOver }
    private var isOver: Bool { intake.undone != nil }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let title = words(.intakeTitle, ["number": given(String(intake.id.rawValue))])
        let again: HTML = "<meta http-equiv=\"refresh\" content=\"\(Self.refresh)\">"
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(title)</h1>
            <div class="notice" role="status">\(status(words))</div>
            \(isOver.html(left.html { UndoForecastView(report: $0).staying(words) }))\
            \((!isOver).html(refused(words)))\(takingBack(words))
            <p><a class="button" href="\(SiteURL.holdings(.register(point.id, added: nil)))">\(words[.holdingsTitle])</a></p>
            """
        return Layout(page: page, title: title, head: isAtWork.html(again), robots: false).response(body)
    }

    private func status(_ words: Words) -> HTML {
        let report = intake.report
        if isAtWork {
            let percent = Int(((share ?? 0) * 100).rounded(.down))
            let gaps = ["entered": words.number(report.copiesAdded), "all": words.number(intake.lines)]
            let label = words[intake.isFinished ? .intakeGoing : .intakeProgress]
            return """
                <p><strong>\(intake.isFinished ? words[.intakeGoing] : words(.intakeRunning, gaps))</strong></p>
                <p><progress max="100" value="\(percent)" aria-label="\(label)">\(percent) %</progress></p>
                <p>\(words[.intakeLeave])</p>
                """
        }
        if let undone = intake.undone { return self.undone(undone, words) }
        guard intake.isFinished else {
            let resend = SiteURL.holdings(.takeRegister(point.id))
            return """
                <p><strong>\(words(.intakeStopped, ["entered": words.number(report.copiesAdded), "all": words.number(intake.lines)]))</strong></p>
                <p>\(words[.intakeResend])</p>
                <p><a class="button primary" href="\(resend)">\(words[.holdingsTake])</a></p>
                """
        }
        let gaps = [
            "copies": words.number(report.copiesAdded), "known": words.number(report.copiesKnown),
            "records": words.number(report.recordsAdded),
        ]
        return "<p><strong>\(words(.intakeDone, gaps))</strong></p>"
    }

    private func undone(_ counts: UndoCounts, _ words: Words) -> HTML {
        let gone = ["copies": words.number(counts.removedCopies), "records": words.number(counts.removed)]
        let left = ["copies": words.number(counts.keptCopies), "records": words.number(counts.kept)]
        let stays: HTML = counts.keptCopies + counts.kept > 0 ? "<p>\(words(.intakeLeft, left))</p>" : ""
        return "<p><strong>\(words(.intakeUndone, gone))</strong></p>\(stays)"
    }

    /// The way to the page that asks first.
    private func takingBack(_ words: Words) -> HTML {
        guard !isOver, !isAtWork, intake.report.copiesAdded + intake.report.recordsAdded > 0 else {
            return .empty
        }
        let url = SiteURL.holdings(.takeBackRegister(point.id, intake.id))
        return """
            <section><h2>\(words[intake.isFinished ? .intakeTakeBackTitle : .intakeGiveUpTitle])</h2><p>\(words[.intakeTakeBackLead])</p>
            <p><a class="button" href="\(url)">\(words[.intakeTakeBack])</a></p></section>
            """
    }

    private func refused(_ words: Words) -> HTML {
        guard intake.isFinished, !intake.report.refused.isEmpty else { return .empty }
        let numbers = intake.report.refused.html { "<li>\(given($0.text))</li>\n" }
        return """
            <section><h2>\(words(.intakeRefused, count: intake.report.refused.count))</h2>
            <p>\(words[.intakeRefusedLead])</p><ul class="columns">\(numbers)</ul></section>
            """
    }
}

/// Asks before a register is taken back.
struct RegisterTakeBackPage {
    var point: ServicePoint
    var intake: RegisterIntake
    var forecast: UndoReport

    func response(in page: PageContext) -> Response {
        let words = page.words
        let number = given(String(intake.id.rawValue))
        let title = words(.takeBackIntake, ["number": number])
        let form = Form(
            action: .holdings(.takeBackRegister(point.id, intake.id)), button: words[.intakeTakeBack],
            fields: Form.hidden("dot", String(intake.id.rawValue)))
        let back = SiteURL.holdings(.registerIntake(point.id, intake.id))
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(title)</h1>
            \(UndoForecastView(report: forecast).html(words))
            \(forecast.isEmpty ? .empty : form.html(page))
            <p><a class="button" href="\(back)">\(words(.intakeTitle, ["number": number]))</a></p>
            """
        return Layout(page: page, title: title, robots: false).response(body)
    }
}
