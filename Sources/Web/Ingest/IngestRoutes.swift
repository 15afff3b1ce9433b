import Library

/// Uploading files and what became of them.
extension SiteRoute {
    static let uploads = SiteRoute("/quan-tri/nhap", .action(.ingestMaterial, at: .anywhere), .pageAndFiles)
    static let upload = SiteRoute("/quan-tri/nhap/:id", .action(.ingestMaterial, at: .batch))
    static let takeLive = SiteRoute("/quan-tri/nhap/:id/dua-vao", .action(.publishMaterial, at: .batch), .act)
    /// What is live already needs more than this.
    static let removeUpload = SiteRoute("/quan-tri/nhap/:id/xoa", .action(.ingestMaterial, at: .batch), .pageAndAct)
    static let retryUpload = SiteRoute("/quan-tri/nhap/:id/thu-lai", .action(.ingestMaterial, at: .batch), .act)

    /// Parts what the rehearsal merged, and looks at the files once more.
    static let partMerges = SiteRoute("/quan-tri/nhap/:id/khong-gop", .action(.publishMaterial, at: .batch), .act)
    static let uploadRejects = SiteRoute(
        "/quan-tri/nhap/:id/tu-choi", .action(.ingestMaterial, at: .batch))

    /// All of them, for the table of routes.
    static let ingest: [SiteRoute] = [
        .uploads, .upload, .takeLive, .removeUpload, .retryUpload, .uploadRejects, .partMerges,
    ]
}
