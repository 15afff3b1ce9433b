import Library

/// The records that an upload added or changed, or would, a page at a time.
struct TakenRecordsPart {
    var upload: Upload
    var rows: UploadRowPage
    var address: UploadAddress

    func html(_ words: Words) -> HTML {
        guard [.checked, .live].contains(upload.stage), !rows.records.isEmpty else { return .empty }
        let next = rows.nextRecord.html { place -> HTML in
            let url = SiteURL.ingest(.upload(address.from(record: place)))
            return "<p class=\"pager\"><a href=\"\(url)#bieu-ghi\">\(words[.headingMore])</a></p>"
        }
        let lines = rows.records.html { line($0, words) }
        return """
            <section id="bieu-ghi"><h2>\(words[upload.stage == .live ? .uploadRecords : .uploadRecordsComing])</h2>
            <ul class="columns">\(lines)</ul>\(next)</section>
            """
    }

    private func line(_ record: UploadRecord, _ words: Words) -> HTML {
        let kind = words[record.isAdded ? .uploadAdded : .uploadChanged]
        let title: HTML = "<span>\(given(record.title))</span> <span class=\"count\">\(kind)</span>"
        return "<li>\(record.record.map { "<a href=\"\(SiteURL.record($0))\">\(title)</a>" } ?? title)</li>\n"
    }
}
