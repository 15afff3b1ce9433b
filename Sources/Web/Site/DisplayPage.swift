import Hummingbird

/// The choices of size, spacing, background and typeface, as a plain form.
struct DisplayPage {
    var back: LocalAddress

    func response(in page: PageContext) -> Response {
        let words = page.words
        let now = page.display
        let sizes: [(DisplaySettings.Size, Phrase)] = [
            (.s, .displaySizeS), (.m, .displaySizeM), (.l, .displaySizeL), (.xl, .displaySizeXl),
        ]
        let spacings: [(DisplaySettings.Spacing, Phrase)] = [(.m, .displaySpacingM), (.l, .displaySpacingL)]
        let themes: [(DisplaySettings.Theme, Phrase)] = [
            (.auto, .displayThemeAuto), (.light, .displayThemeLight), (.dark, .displayThemeDark),
            (.sepia, .displayThemeSepia),
        ]
        let fonts: [(DisplaySettings.Font, Phrase)] = [
            (.serif, .displayFontSerif), (.sans, .displayFontSans), (.easy, .displayFontEasy),
        ]
        let body: HTML = """
            <article class="prose">
            <h1>\(words[.displayTitle])</h1>
            <p>\(words[.displayLead])</p>
            <form class="choices" action="\(SiteURL.display(back: nil))">
            <input type="hidden" name="ve" value="\(text: back.text)">
            \(group("co", words[.displaySize], sizes, chosen: now.size, words))
            \(group("dong", words[.displaySpacing], spacings, chosen: now.spacing, words))
            \(group("nen", words[.displayTheme], themes, chosen: now.theme, words))
            \(group("chu", words[.displayFont], fonts, chosen: now.font, words))
            <p><button class="button primary" type="submit">\(words[.displaySave])</button></p>
            </form>
            <section><h2>\(words[.displaySampleHeading])</h2><div class="text sample"><p>\(words[.displaySample])</p></div></section>
            <p><a href="\(text: back.text)">\(words[.displayBack])</a></p>
            </article>
            """
        return Layout(page: page, title: words[.displayTitle], robots: false).response(body)
    }

    private func group<Choice: RawRepresentable<String> & Equatable>(
        _ name: String, _ legend: HTML, _ choices: [(Choice, Phrase)], chosen: Choice, _ words: Words
    ) -> HTML {
        let options = choices.html { choice, phrase in
            let checked: HTML = choice == chosen ? " checked" : ""
            return """
                <label><input type="radio" name="\(text: name)" value="\(text: choice.rawValue)"\(checked)><span>\(words[phrase])</span></label>
                """
        }
        return "<fieldset><legend>\(legend)</legend><div class=\"options\">\(options)</div></fieldset>"
    }
}
