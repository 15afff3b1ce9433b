import Library

/// The rows of an upload that are in the library just so, a page at a time.
struct UnchangedRowsPart {
    var upload: Upload
    var rows: UploadRowPage
    var address: UploadAddress

    func html(_ words: Words) -> HTML {
        guard [.checked, .live].contains(upload.stage), !rows.unchanged.isEmpty else { return .empty }
        let next = rows.nextUnchanged.html { place -> HTML in
            let url = SiteURL.ingest(.upload(address.from(place)))
            return "<p class=\"pager\"><a href=\"\(url)#khong-doi\">\(words[.headingMore])</a></p>"
        }
        let lines = rows.unchanged.html { line($0, words) }
        return """
            <section id="khong-doi"><h2>\(words(.uploadUnchangedRows, ["count": words.number(upload.counts.unchanged)]))</h2>
            <p>\(words[.uploadUnchangedLead])</p>
            <ul class="lines">\(lines)</ul>\(next)</section>
            """
    }

    private func line(_ row: UploadUnchanged, _ words: Words) -> HTML {
        let title = row.record.map { "<a href=\"\(SiteURL.record($0))\">\(given(row.title))</a>" as HTML }
        let place = words(.uploadRecord, ["number": words.number(row.place.row)])
        return """
            <li class="line"><h3>\(title ?? given(row.title))</h3><p class="quiet">\(given(row.fileName)) · \(place)</p></li>

            """
    }
}
