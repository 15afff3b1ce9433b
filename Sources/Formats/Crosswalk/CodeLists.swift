package import Library
import VietnameseText

/// The lists by which the words of foreign records become the words of the
/// catalogue. They live in `ingest/`, where a librarian may change them; what
/// is built in serves when the folder is not there.
package struct CodeLists: Sendable {
    package var languages = LanguageCodes()
    package var licences = LicenceCodes()
    package var relators = RelatorCodes()
    /// Folded headings of table columns → fields.
    var headings: [String: TableField] = TableField.builtInHeadings
    private var kinds: [String: ResourceKind] = [:]
    private var schoolSubjects: [String: String] = [:]
    private var accessWords: [String: AccessLevel] = [:]
    /// What could not be read, one sentence a file.
    package internal(set) var problems: [String] = []

    /// The lists without any folder.
    package static let builtIn = CodeLists()

    package init() {
        for kind in ResourceKind.allCases { kinds[Folding.folded(kind.rawValue)] = kind }
        for (word, kind) in CodeLists.basicKinds { kinds[Folding.folded(word)] = kind }
        for level in AccessLevel.allCases { accessWords[Folding.folded(level.rawValue)] = level }
        for (word, level) in CodeLists.basicAccess { accessWords[Folding.folded(word)] = level }
    }

    mutating func add(_ kind: ResourceKind, words: [String]) {
        for word in words { kinds[Folding.folded(word)] = kind }
    }

    mutating func add(schoolSubject code: String, words: [String]) {
        for word in words + [code] { schoolSubjects[Folding.folded(word)] = code }
    }

    /// The kind a word names: "Sách giáo khoa", "dcmitype:Sound", "Journal article".
    package func kind(for text: some StringProtocol) -> ResourceKind? {
        if let known = kinds[Folding.folded(String(text))] { return known }
        guard let last = text.split(whereSeparator: { $0 == "/" || $0 == ":" || $0 == "#" }).last else { return nil }
        return kinds[Folding.folded(String(last))]
    }

    /// The code of a school subject, or the words themselves when it is not known.
    package func schoolSubject(for text: String) -> String { schoolSubjects[Folding.folded(text)] ?? text }

    /// The access level a word asks for.
    package func access(for text: String) -> AccessLevel? { accessWords[Folding.folded(text)] }

    private static let basicKinds: [(String, ResourceKind)] = [
        ("sach", .book), ("sach giao khoa", .textbook), ("truyen tranh", .pictureBook), ("bao tap chi", .periodical),
        ("tap chi", .periodical), ("bao", .periodical), ("bai bao", .article), ("bai viet", .article), ("luat", .law),
        ("van ban phap luat", .law), ("luan van", .thesis), ("luan an", .thesis), ("am thanh", .audio),
        ("phim", .video),
        ("ban do", .map), ("ban nhac", .score), ("hinh anh", .image), ("khoa hoc", .course), ("ap phich", .poster),
        ("phan mem", .software), ("sound", .audio), ("moving image", .video), ("movingimage", .video),
        ("still image", .image),
        ("journal", .periodical), ("dissertation", .thesis),
    ]

    private static let basicAccess: [(String, AccessLevel)] = [
        ("mo", .open), ("tu do", .open), ("cong khai", .open), ("truy cap mo", .open), ("moi nguoi", .open),
        ("rong rai", .open), ("open access", .open), ("public", .open), ("dang ky", .registered),
        ("dang nhap", .registered),
        ("ban doc", .registered), ("ban doc dang ky", .registered), ("co the ban doc", .registered),
        ("noi bo", .onSite),
        ("tai cho", .onSite), ("doc tai cho", .onSite), ("tai thu vien", .onSite), ("on site", .onSite),
        ("dong", .closed),
        ("khong", .closed), ("han che", .closed), ("khong cong khai", .closed), ("restricted", .closed),
        ("private", .closed),
    ]
}
