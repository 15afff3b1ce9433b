import Library

/// Granting a role: which, and at which place, looked for by its name.
struct GrantForm {
    var account: AccountID
    var draft: GrantDraft
    /// What a search found; nil before one was made.
    var found: [NodeFound]?

    func html(_ page: PageContext) -> HTML {
        let words = page.words
        let roles: [(value: String, text: HTML)] = Role.granted.map {
            ($0.rawValue, words.name(.staffRole, $0.rawValue))
        }
        let fields: HTML = """
            \(Form.choice("vai-tro", words[.accountRole], roles, chosen: draft.role.rawValue))
            <p class="hint">\(words[.accountRoleHint])</p>
            <fieldset class="group"><legend>\(words[.accountWhere])</legend>
            \(Form.text("tim-noi", words[.accountSearch], value: draft.search, hint: words[.accountSearchHint]))
            <p><button class="button" type="submit" name="lam" value="tim" formnovalidate>\(words[.accountFind])</button></p>
            \(picks(words))</fieldset>
            """
        let form = Form(
            action: .administration(.grantRole(account)), button: words[.accountGrantRole], fields: fields)
        return "<h3 id=\"giao-quyen\">\(words[.accountGrantRole])</h3>\(form.html(page))"
    }

    private func picks(_ words: Words) -> HTML {
        let none: HTML =
            found?.isEmpty == true ? "<p class=\"message\" role=\"status\">\(words[.accountNothingFound])</p>\n" : ""
        let places = (found ?? []).html { pick($0.node, label($0, words)) }
        return """
            \(none)<fieldset class="picks"><legend>\(words[.accountPlace])</legend><ul>\(places)\(pick(.library, words[.accountWholeLibrary]))</ul></fieldset>

            """
    }

    private func pick(_ node: TreeNode, _ label: HTML) -> HTML {
        // What was found alone needs no second choice.
        let isOn = draft.node.map { $0 == node } ?? (found?.count == 1 && found?.first?.node == node)
        let checked: HTML = isOn ? " checked" : ""
        return """
            <li><label><input type="radio" name="noi" value="\(text: node.written)" required\(checked)><span>\(label)</span></label></li>

            """
    }

    private func label(_ found: NodeFound, _ words: Words) -> HTML {
        let path = PlaceNames.path(found.units, words)
        switch found.node {
        case .library, .unit: return path
        case .institution:
            return "\(given(found.name))<br><span class=\"quiet\">\(words[.accountAtInstitution]) · \(path)</span>"
        case .servicePoint:
            let institution = found.institution.html { "\(given($0)) · " }
            return """
                \(given(found.name))<br><span class="quiet">\(words[.accountAtPoint]) · \(institution)\(path)</span>
                """
        }
    }
}
