/// One answer the site sent, as the usage files keep it. It holds no address, no
/// browser's name, no card and no words of a search.
package struct RawHit: Equatable, Sendable {
    /// When it was asked for.
    package var at: Moment
    package var kind: HitKind
    /// Nil where it is about no record.
    package var record: RecordID?
    /// Section or page of a book, from 1; nil for anything else.
    package var section: Int?
    package var method: HitMethod
    /// Of HTTP.
    package var status: Int
    /// The hash of the visit's cookie: the one that came with the request, or, while
    /// ``HitMarks/returned`` is missing, the one that was given with this answer.
    package var session: Int64
    /// The hash of address, browser and hour under the day's salt: the session of
    /// who keeps no cookie.
    package var fallback: Int64
    /// The service point of the reader's card, else of the link that led here.
    package var point: ServicePointID?
    package var marks: HitMarks

    package init(
        at: Moment, kind: HitKind, record: RecordID? = nil, section: Int? = nil, method: HitMethod = .get,
        status: Int = 200, session: Int64, fallback: Int64, point: ServicePointID? = nil, marks: HitMarks = []
    ) {
        (self.at, self.kind, self.record, self.section) = (at, kind, record, section)
        (self.method, self.status, self.session, self.fallback) = (method, status, session, fallback)
        (self.point, self.marks) = (point, marks)
    }
}

/// What was asked for. The numbers stand in the usage files, which name them in
/// a table of their own; a number is never used again.
package enum HitKind: Int, Sendable, CaseIterable {
    /// The page of a record.
    case record = 1
    /// The contents of a book.
    case contents
    /// One section of a book, or one page of a PDF.
    case section
    case wholeBook
    /// The original file.
    case original
    /// A question put to the search.
    case search
    /// Further pages and narrower lists of an answer, and the empty search form.
    case results
    /// Any other page for readers.
    case page
    /// A page or form of the administration and the desks.
    case desk
    /// What belongs to a page: styles, scripts, pictures, pages of a PDF as pictures.
    case asset
    /// An answer for programs: JSON, completions, the health check.
    case machine
    /// An address that is no page of the site.
    case unknown

    /// As the usage files name it.
    package var name: String {
        switch self {
        case .wholeBook: "whole-book"
        default: "\(self)"
        }
    }

    /// What a reader sees as a page: what a virtual visit is made of.
    package var isPage: Bool {
        switch self {
        case .record, .contents, .section, .wholeBook, .original, .search, .results, .page: true
        case .desk, .asset, .machine, .unknown: false
        }
    }

    /// COUNTER's investigation: something of one record was looked at.
    package var isInvestigation: Bool { isRequest || self == .record || self == .contents }

    /// COUNTER's request: its text was opened or taken home.
    package var isRequest: Bool {
        switch self {
        case .section, .wholeBook, .original: true
        default: false
        }
    }
}

package enum HitMethod: Int, Sendable, CaseIterable {
    case get = 1
    case head, post, other
}

/// What is known of who asked, without saying who.
package struct HitMarks: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The visit's cookie came with the request.
    package static let returned = HitMarks(rawValue: 1)
    /// The browser's name is on the list of robots.
    package static let robot = HitMarks(rawValue: 2)
    /// Fetched ahead of somebody's wish (Sec-Purpose, Purpose).
    package static let prefetch = HitMarks(rawValue: 4)
    /// Signed in with a role.
    package static let staff = HitMarks(rawValue: 8)
    /// From one of the library's own machines.
    package static let onSite = HitMarks(rawValue: 16)
}
