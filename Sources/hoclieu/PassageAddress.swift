import Library
import Web

/// Where a passage opens in the reader, its words marked; the site's own spelling.
enum PassageAddress {
    static func of(_ record: RecordID, _ place: Place, marking words: String) -> String {
        SiteURL.section(record, place, marking: words).description
    }
}
