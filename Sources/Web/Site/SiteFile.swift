internal import CSiteFiles

/// A file of `Public/` or `Locales/`, which are part of the program.
enum SiteFile {
    /// Its bytes. That the file was compiled in is the source's promise, as a
    /// name misspelled here is.
    static func bytes(_ name: String) -> [UInt8] {
        guard let file = hoclieu_site_file_named(name) else {
            preconditionFailure("\(name) is not among the files of CSiteFiles")
        }
        return Array(UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.count))
    }
}
