/// A school, agency, commune, centre or enterprise, with or without a library:
/// what the shares of the plans are counted over.
package struct Institution: Equatable, Sendable {
    package var id: InstitutionID
    package var facts: InstitutionFacts
    package init(id: InstitutionID, facts: InstitutionFacts) { (self.id, self.facts) = (id, facts) }
}

/// What a coordinator says of an institution.
package struct InstitutionFacts: Equatable, Sendable {
    package var name: String
    package var kind: InstitutionKind
    package var unit: UnitID
    /// The code its own authority knows it by (a school's code of the Ministry),
    /// where it has one; no two institutions share it.
    package var code: String?
    package var address: String?
    /// Institutions end and are replaced, as units are.
    package var validity: Validity

    package init(
        name: String, kind: InstitutionKind, unit: UnitID, code: String? = nil, address: String? = nil,
        validity: Validity = Validity()
    ) {
        (self.name, self.kind, self.unit, self.code) = (name, kind, unit, code)
        (self.address, self.validity) = (address, validity)
    }
}

/// What an institution is; the words are in `Locales/*.yaml` under
/// `institution-kind`, the ways people write them in
/// `ingest/codes/institution-kinds.yaml`.
package enum InstitutionKind: String, Sendable, CaseIterable {
    case preschool
    case primarySchool = "primary-school"
    case lowerSecondarySchool = "lower-secondary-school"
    case upperSecondarySchool = "upper-secondary-school"
    /// Several levels in one school.
    case combinedSchool = "combined-school"
    case continuingEducationCentre = "continuing-education-centre"
    case college
    /// An agency or body of the state or of the Party, a mass organisation.
    case agency
    /// The people's committee of a commune.
    case commune
    /// Trung tâm học tập cộng đồng.
    case communityLearningCentre = "community-learning-centre"
    case cultureCentre = "culture-centre"
    case villageHouse = "village-house"
    /// Điểm bưu điện – văn hóa xã.
    case postCulturePoint = "post-culture-point"
    /// A library that is an institution of its own, such as a provincial one.
    case library
    case enterprise
    case other

    package var isSchool: Bool {
        switch self {
        case .preschool, .primarySchool, .lowerSecondarySchool, .upperSecondarySchool, .combinedSchool: true
        default: false
        }
    }
}
