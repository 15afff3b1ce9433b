internal import CSiteFiles

/// A file of `Public/` or `Locales/`, which are part of the program.
enum SiteFile {
    /// Its bytes. A name that is none is a slip of the source, which no server
    /// starts with.
    static func bytes(_ name: String) -> [UInt8] {
        guard let file = hoclieu_site_file_named(name) else {
            preconditionFailure("\(name) is not among the files of CSiteFiles")
        }
        return Array(UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.count))
    }
}
