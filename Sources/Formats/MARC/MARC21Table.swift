import Library

/// One line of the crosswalk: fields, their subfields, and what they become.
struct MARCRule: Sendable {
    var tags: [Int]
    var subfields: StaticString
    var target: MARCTarget
    init(_ tags: [Int], _ subfields: StaticString, _ target: MARCTarget) {
        (self.tags, self.subfields, self.target) = (tags, subfields, target)
    }
}

/// What a field of a MARC record becomes; each has its function in
/// `MARC21Crosswalk`.
enum MARCTarget: Sendable, Equatable {
    case number(Identifier.Scheme), lccn, isbn, issn, otherNumber
    case languages, classNumber(Classification.Scheme), otherClassNumber
    case person(Creator.Role), body(Creator.Role)
    case title, otherTitle(OtherTitle.Kind), titleVariant
    case edition, publication, extent, series
    case note, description, audienceNote, thesis, restrictions, terms
    case personSubject, subject, keywords, genre
    case link, alternateScript
}

/// MARC 21 bibliographic → the catalogue, one line a group of fields.
/// <https://www.loc.gov/marc/bibliographic/>
///
/// Leader/06–07 and 008 are read by `MARC21Codes`. What is not in the table is
/// kept in the source record and not shown.
enum MARC21Table {
    static let rules: [MARCRule] = [
        // Numbers
        MARCRule([10], "a", .lccn),
        MARCRule([20], "a", .isbn),  // $z, cancelled or wrong, is left out
        MARCRule([22], "a", .issn),
        MARCRule([24], "a2", .otherNumber),  // first indicator 3: EAN; 7: $2 says the kind
        MARCRule([35], "a", .number(.local)),
        MARCRule([41], "a", .languages),
        MARCRule([50, 90], "a", .classNumber(.lcc)),
        MARCRule([80], "a", .classNumber(.udc)),
        MARCRule([82], "a", .classNumber(.ddc)),
        MARCRule([84], "a2", .otherClassNumber),  // $2: bbk, rubbk, ddc …

        // Persons and bodies: $d dates are not shown, $e $4 say the role
        MARCRule([100], "abcq", .person(.author)),
        MARCRule([110], "abn", .body(.author)),
        MARCRule([111], "acdn", .body(.author)),
        MARCRule([700], "abcq", .person(.contributor)),  // second indicator or $t: another work, left out
        MARCRule([710], "abn", .body(.contributor)),
        MARCRule([711], "acdn", .body(.contributor)),

        // Titles
        MARCRule([130, 240], "anpkl", .otherTitle(.uniform)),
        MARCRule([245], "abnpc", .title),
        MARCRule([246], "abnp", .titleVariant),  // second indicator 1: parallel
        MARCRule([740], "anp", .otherTitle(.variant)),

        // Publication and shape
        MARCRule([250], "ab", .edition),
        MARCRule([260, 264], "abc", .publication),  // 264 second indicator 1 before the others
        MARCRule([300], "abc", .extent),
        MARCRule([440, 490, 800, 810, 811, 830], "atnpv", .series),

        // Notes
        MARCRule([500, 501, 505, 508, 511, 530, 534, 546, 586], "a", .note),
        MARCRule([502], "abcd", .thesis),
        MARCRule([506], "abcdef", .restrictions),
        MARCRule([520], "ab", .description),
        MARCRule([521], "ab", .audienceNote),  // first indicator 2: grades
        MARCRule([540], "afu", .terms),

        // Subjects, joined with their subdivisions $v $x $y $z by " -- "
        MARCRule([600], "abcqt", .personSubject),
        MARCRule([610], "abnt", .subject),
        MARCRule([611], "acdnt", .subject),
        MARCRule([630], "anp", .subject),
        MARCRule([647, 648, 650, 651], "ab", .subject),
        MARCRule([653], "a", .keywords),
        MARCRule([655], "a", .genre),

        MARCRule([856], "uy3z", .link),
        MARCRule([880], "", .alternateScript),  // $6 says whose other script it is
    ]

    /// The rule of each tag.
    static let byTag: [MARCRule?] = {
        var table = [MARCRule?](repeating: nil, count: 1_000)
        for rule in rules { for tag in rule.tags { table[tag] = rule } }
        return table
    }()
}
