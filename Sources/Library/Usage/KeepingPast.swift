extension UsageStore {
    /// Counts and keeps the months that are over and not kept yet; one that was
    /// kept while its file was still open is counted again. To be called when the
    /// last hits of a month are written: an hour into the next is enough.
    @discardableResult
    package func keepPast(at now: Moment) async throws -> [Month] {
        let present = Month(of: Day(now.adding(.seconds(-3_600))))
        var kept: [Month] = []
        for file in try await files() where file.month < present {
            if let known = try await self.kept(file.month), !known.evidence.isOpen { continue }
            guard let usage = try await count(file.month) else { continue }
            try await keep(usage)
            kept.append(file.month)
        }
        return kept
    }
}
