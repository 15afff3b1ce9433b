import Library

/// The name of a source in the list of decisions never to merge.
enum OriginName {
    static func of(_ identity: SourceRecords.Identity, file: ContentHash?) -> String {
        switch identity {
        case .controlNumber(_, let key): key
        case .bytes(let number): "bytes\t\(number)"
        case .wholeFile: "file\t\(file?.hex ?? "")"
        }
    }
}
