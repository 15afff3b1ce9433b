import Library

/// A form that brings files: its fields first, so that token and act are known
/// before a byte of a file, then the files.
///
/// The handler finds what came in `context.sent`:
/// `try await sent.withFiles { files in … }`.
struct FileForm {
    static let field = "tep"

    var action: SiteURL
    var button: HTML
    var fields: HTML
    var label: HTML
    var hint: HTML
    /// Endings, for the browser's choice of files: ".csv,.xlsx".
    var accepts: String
    var isMany = false

    func html(_ page: PageContext) -> HTML {
        let many: HTML = isMany ? " multiple" : ""
        return """
            <form class="form" method="post" enctype="multipart/form-data" action="\(action)">
            <input type="hidden" name="\(text: FormProtection.field)" value="\(text: page.formToken)">
            <input type="hidden" name="\(text: Form.actField)" value="\(text: FormToken.mint())">
            \(fields)
            <p><label for="\(text: Self.field)">\(label)</label><span class="hint" id="tep-ghi-chu">\(hint)</span>
            <input id="\(text: Self.field)" name="\(text: Self.field)" type="file" accept="\(text: accepts)" aria-describedby="tep-ghi-chu" required\(many)></p>
            <p><button class="button primary" type="submit">\(button)</button></p>
            </form>
            """
    }
}

extension FileRefusal {
    /// What is said, and what to do.
    func sentence(_ words: Words) -> HTML {
        switch self {
        case .none: words[.fileRefusalNone]
        case .tooMany(let most): words(.fileRefusalTooMany, count: most)
        case .fileTooLarge(let name, let most):
            words(.fileRefusalFileTooLarge, ["name": given(name), "size": words.size(most)])
        case .tooLarge(let most): words(.fileRefusalTooLarge, ["size": words.size(most)])
        case .brokenOff: words[.fileRefusalBrokenOff]
        case .diskFull: words[.fileRefusalDiskFull]
        }
    }
}
