package import Library

/// The addresses below `/quan-tri`.
package enum AdministrationURL: Hashable, Sendable, CustomStringConvertible {
    case start
    case units(province: UnitID?)
    case unit(UnitID)
    case successions(into: UnitID?, after: SuccessionID?)
    case confirmSuccession(SuccessionID)
    /// All links as a file.
    case successionFile
    case institutions(InstitutionAddress)
    case newInstitution
    case institution(InstitutionID)
    case editInstitution(InstitutionID)
    case newPoint(InstitutionID)
    case point(ServicePointID)
    case editPoint(ServicePointID)
    case accounts
    case newAccount
    case account(AccountID)
    /// The account's page with the places a role may be granted at.
    case grantPlaces(AccountID, GrantDraft)
    case grantRole(AccountID)
    case newPassword(AccountID)
    case endAccount(AccountID)
    case takeRole(GrantID)
    case audit(before: Moment?)
    case patrons(ServicePointID, className: String?, after: PatronID?)
    case cards(ServicePointID, className: String?)
    case issuePINs(ServicePointID)
    case endSchoolYear(ServicePointID)
    case patron(PatronID)
    case replaceCard(PatronID)
    case moveClass(PatronID)
    case editPatron(PatronID)
    case classList(ServicePointID)
    case takeClassList(ServicePointID)

    package var description: String {
        "/quan-tri"
            + {
                switch self {
                case .start: ""
                case .units(let province): "/don-vi" + Self.query([("tinh", province?.description)])
                case .unit(let id): "/don-vi/\(id)"
                case .successions(let unit, let cursor):
                    "/ke-thua" + Self.query([("vao", unit?.description), ("sau", cursor?.description)])
                case .confirmSuccession(let id): "/ke-thua/\(id)"
                case .successionFile: "/ke-thua/tai"
                case .institutions(let address): "/co-quan" + address.query
                case .newInstitution: "/co-quan/moi"
                case .institution(let id): "/co-quan/\(id)"
                case .editInstitution(let id): "/co-quan/\(id)/sua"
                case .newPoint(let id): "/co-quan/\(id)/diem-moi"
                case .point(let id): "/diem/\(id)"
                case .editPoint(let id): "/diem/\(id)/sua"
                case .accounts: "/tai-khoan"
                case .newAccount: "/tai-khoan/moi"
                case .account(let id): "/tai-khoan/\(id)"
                case .grantPlaces(let id, let draft): "/tai-khoan/\(id)" + draft.query + "#giao-quyen"
                case .grantRole(let id): "/tai-khoan/\(id)/quyen"
                case .newPassword(let id): "/tai-khoan/\(id)/mat-khau"
                case .endAccount(let id): "/tai-khoan/\(id)/trang-thai"
                case .takeRole(let id): "/quyen/\(id)/thu-hoi"
                case .patrons(let point, let className, let cursor):
                    "/diem/\(point)/ban-doc" + Self.query([("lop", className), ("sau", cursor?.description)])
                case .cards(let point, let className): "/diem/\(point)/the" + Self.query([("lop", className)])
                case .issuePINs(let point): "/diem/\(point)/ma-pin"
                case .endSchoolYear(let point): "/diem/\(point)/cuoi-nam"
                case .patron(let id): "/ban-doc/\(id)"
                case .replaceCard(let id): "/ban-doc/\(id)/the-moi"
                case .moveClass(let id): "/ban-doc/\(id)/lop"
                case .editPatron(let id): "/ban-doc/\(id)/sua"
                case .classList(let point): "/diem/\(point)/danh-sach-lop"
                case .takeClassList(let point): "/diem/\(point)/danh-sach-lop/nhan"
                case .audit(let moment): "/nhat-ky" + Self.query([("truoc", moment.map { String($0.milliseconds) })])
                }
            }()
    }

    static func query(_ parameters: [(String, String?)]) -> String {
        let given = parameters.compactMap { name, value in value.map { "\(name)=\(PercentCoding.encode($0))" } }
        return given.isEmpty ? "" : "?" + given.joined(separator: "&")
    }
}

/// A list of institutions: what is asked for, as it stands in its address.
package struct InstitutionAddress: Hashable, Sendable {
    package var unit: UnitID?
    package var kind: InstitutionKind?
    package var words: String
    package var after: InstitutionID?

    package init(
        unit: UnitID? = nil, kind: InstitutionKind? = nil, words: String = "", after: InstitutionID? = nil
    ) {
        (self.unit, self.kind, self.words, self.after) = (unit, kind, words, after)
    }

    package init(_ query: QueryParameters) {
        unit = query["don-vi"].flatMap { Int64($0) }.map { UnitID($0) }
        kind = query["loai"].flatMap { InstitutionKind(rawValue: $0) }
        words = query["q"] ?? ""
        after = query["sau"].flatMap { Int64($0) }.map { InstitutionID($0) }
    }

    var query: String {
        AdministrationURL.query([
            ("q", words.isEmpty ? nil : words), ("loai", kind?.rawValue), ("don-vi", unit?.description),
            ("sau", after?.description),
        ])
    }

    func from(_ cursor: InstitutionID) -> InstitutionAddress {
        InstitutionAddress(unit: unit, kind: kind, words: words, after: cursor)
    }
}
