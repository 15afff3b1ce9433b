/// The syllables Vietnamese spelling can write: a beginning and a rhyme.
///
/// About 4,000 combinations, of which the language uses half; tones are not
/// looked at. "ăk" is there for Đắk Lắk.
package enum VietnameseSyllable {
    /// Whether a word in exact spelling is a syllable with its shapes, such as
    /// "đường" or "nghiêng".
    package static func isSpelled(_ exact: String) -> Bool {
        spelled.contains(withoutTone(exact))
    }

    /// Whether a folded word is a syllable without its marks, such as "duong".
    package static func isFolded(_ folded: String) -> Bool {
        plain.contains(folded)
    }

    /// The word without its tones but with its shapes.
    private static func withoutTone(_ exact: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in exact.unicodeScalars {
            let entry = LetterTable.shared.entry(of: scalar.value)
            let letter = UInt8(truncatingIfNeeded: entry)
            let shape = UInt8(truncatingIfNeeded: entry >> 8) & LetterMarks.shapeBits
            let plain = letter == 0 ? nil : LetterTable.shared.spelling(of: letter, shape)
            result.append(plain ?? scalar)
        }
        return String(result)
    }

    private static let beginnings =
        "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split(separator: " ")

    private static let rhymes = """
        a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
        e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
        i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
        o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
        oe oen oeo oet ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
        u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uơ uy uya uych uyn uynh uyên uyêt uyt uyu
        uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
        y yêm yên yêng yêt yêu ynh yt
        """.split(whereSeparator: { $0 == " " || $0 == "\n" })

    private static let spelled: Set<String> = {
        var syllables: Set<String> = []
        for rhyme in rhymes {
            syllables.insert(String(rhyme))
            for beginning in beginnings { syllables.insert(String(beginning + rhyme)) }
        }
        // gi loses its i before i: "gì", "gìn", "giếng".
        for rhyme in rhymes where rhyme.first == "i" { syllables.insert("g" + String(rhyme)) }
        return syllables
    }()

    private static let plain: Set<String> = Set(spelled.map { Folding.folded($0) })
}
