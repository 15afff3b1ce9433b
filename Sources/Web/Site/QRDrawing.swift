import Exchange

/// QR codes in the page.
enum QRDrawing {
    /// Decoration for screen readers: the text stands beside it. Empty for a
    /// text that no code holds.
    static func svg(_ text: String) -> HTML {
        guard let code = QRCode(text) else { return .empty }
        return """
            <svg class="qr" viewBox="0 0 \(code.side) \(code.side)" aria-hidden="true" shape-rendering="crispEdges"><path d="\(text: code.path)"/></svg>
            """
    }
}
