import Foundation

/// The profiles and code lists that readers work by: the product's, with the
/// library's own files from `DATA/ingest` in place of those of the same name.
package enum IngestFolder {
    private static let parts = ["profiles", "codes"]

    /// The product's folder when the library has no files of its own, else a
    /// merged copy under `scratch`.
    package static func merged(product: String, overrides: String, scratch: String) throws -> String {
        let files = FileManager.default
        let own = parts.filter { files.fileExists(atPath: "\(overrides)/\($0)") }
        guard !own.isEmpty else { return product }
        let folder = "\(scratch)/\(ProcessInfo.processInfo.processIdentifier)-profiles"
        try? files.removeItem(atPath: folder)
        for part in parts {
            try files.createDirectory(atPath: "\(folder)/\(part)", withIntermediateDirectories: true)
            for source in ["\(product)/\(part)", "\(overrides)/\(part)"] {
                for name in (try? files.contentsOfDirectory(atPath: source)) ?? [] where name.hasSuffix(".yaml") {
                    try? files.removeItem(atPath: "\(folder)/\(part)/\(name)")
                    try files.copyItem(atPath: "\(source)/\(name)", toPath: "\(folder)/\(part)/\(name)")
                }
            }
        }
        return folder
    }

    /// Removes a merged copy; the product's own folder stays.
    static func discard(_ folder: String, scratch: String) {
        guard folder.hasPrefix(scratch + "/") else { return }
        try? FileManager.default.removeItem(atPath: folder)
    }
}
