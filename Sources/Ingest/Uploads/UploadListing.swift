import Library

/// The files of an upload as the pipeline wants them: sidecars beside what
/// they speak of, bytes that came twice read once.
struct UploadListing {
    let found: FoundFiles
    private let ordinals: [(path: String, file: UploadFile)]

    init(_ files: [UploadFile], path: (UploadFile) -> String) {
        let own = files.filter { $0.sameAs == nil }
        var sidecars: [String: String] = [:]
        for file in own where file.name.hasSuffix(SidecarName.ending) { sidecars[file.name] = path(file) }
        var listed: [FoundFile] = []
        var refused: [IngestReject] = []
        var used: Set<String> = []
        for file in own where sidecars[file.name] == nil {
            let sidecar = SidecarName.sidecar(of: file.name, among: sidecars)
            if let sidecar { used.insert(sidecar) }
            listed.append(
                FoundFile(path: path(file), byteCount: file.byteCount, sidecar: sidecar, name: file.name))
        }
        for (_, path) in sidecars.sorted(by: { $0.key < $1.key }) where !used.contains(path) {
            let reason = "there is no file of this name beside it; YAML is taken as a sidecar only"
            let diagnostic = Diagnostic(.reject, .sidecarInvalid, at: SourcePosition(record: 0), reason)
            refused.append(IngestReject(file: path, diagnostic: diagnostic))
        }
        found = FoundFiles(listed: listed, refused: refused)
        ordinals = own.map { (path($0), $0) }
    }

    /// What became of each file, but for those that an interrupted run had
    /// finished, for which its own word stands.
    func outcomes(
        of report: IngestReport, _ progress: UploadProgress, passing finished: Set<ContentHash>
    ) -> [UploadFileOutcome] {
        let said = Dictionary(grouping: report.rejects + report.warnings, by: \.file)
        return ordinals.compactMap { path, file in
            let diagnostics = (said[path] ?? []).map(\.diagnostic)
            guard !finished.contains(file.hash) || !diagnostics.isEmpty else { return nil }
            var counts = progress.counts(ofFileAt: path) ?? IngestCounts()
            // A sidecar that was refused is not a file of the pipeline's.
            if counts.read == 0, diagnostics.contains(where: { $0.severity == .reject }) {
                (counts.read, counts.rejected) = (1, 1)
            }
            return UploadFileOutcome(ordinal: file.ordinal, counts: counts, diagnostics: diagnostics)
        }
    }
}
