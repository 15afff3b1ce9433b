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

    private var isAtWork: Bool { !intake.isFinished && share != nil }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let title = words(.intakeTitle, ["number": given(String(intake.id.rawValue))])
        let again: HTML = "<meta http-equiv=\"refresh\" content=\"\(Self.refresh)\">"
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(title)</h1>
            <div class="notice" role="status">\(status(words))</div>
            \(refused(words))
            <p><a class="button" href="\(SiteURL.holdings(.register(point.id, added: nil)))">\(words[.holdingsTitle])</a></p>
            """
        return Layout(page: page, title: title, head: isAtWork.html(again), robots: false).response(body)
    }

    private func status(_ words: Words) -> HTML {
        let report = intake.report
        if isAtWork {
            let percent = Int(((share ?? 0) * 100).rounded(.down))
            return """
                <p><strong>\(words(.intakeRunning, ["entered": words.number(report.copiesAdded), "all": words.number(intake.lines)]))</strong></p>
                <p><progress max="100" value="\(percent)" aria-label="\(words[.intakeProgress])">\(percent) %</progress></p>
                <p>\(words[.intakeLeave])</p>
                """
        }
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

    private func refused(_ words: Words) -> HTML {
        guard intake.isFinished, !intake.report.refused.isEmpty else { return .empty }
        let numbers = intake.report.refused.html { "<li>\(given($0.text))</li>\n" }
        return """
            <section><h2>\(words(.intakeRefused, count: intake.report.refused.count))</h2>
            <p>\(words[.intakeRefusedLead])</p><ul class="columns">\(numbers)</ul></section>
            """
    }
}
