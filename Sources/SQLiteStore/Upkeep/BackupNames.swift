/// The names of files in a backup, which somebody else may have written.
package enum BackupNames {
    /// Whether a file of that name stays inside the folder it is written to.
    package static func areSafe(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix("/") && !name.contains("\\") && !name.contains("\0")
            && name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
                !["", ".", ".."].contains($0)
            }
    }
}
