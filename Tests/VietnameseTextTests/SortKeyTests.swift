import Testing
import VietnameseText

@Suite struct SortKeyTests {
    private func ascends(_ titles: [String]) {
        let keys = titles.map { Array(SortKey.make($0).utf8) }
        for place in keys.indices.dropLast() {
            #expect(
                keys[place].lexicographicallyPrecedes(keys[place + 1]), "\(titles[place]) before \(titles[place + 1])")
        }
    }

    @Test func `names follow the Vietnamese alphabet`() {
        ascends([
            "An", "Ăn", "Ân", "Ba", "Công", "Dương", "Đặng", "Em", "Ê", "Giang", "Ô", "Ở", "Uyên", "Ưng", "Xuân", "Yến",
        ])
        ascends(
            "a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z".split(separator: " ").map(String.init))
    }

    @Test func `tones decide after the letters, in the order of the dictionary`() {
        ascends(["ba", "bà", "bả", "bã", "bá", "bạ", "bác", "băm"])
        ascends(["Hòa An", "Hoa Ban", "Hòa Ban"])
        ascends(["lan", "làn", "lán", "lan anh"])
    }

    @Test func `a shorter title comes first and a space before a letter`() {
        ascends(["Tắt đèn", "Tắt đèn tập 2", "Tắt đènh"])
        ascends(["An Bình", "Anh"])
    }

    @Test func `small letters come before capitals of the same word`() {
        ascends(["hồ gươm", "hồ Gươm", "Hồ gươm", "Hồ Gươm", "HỒ GƯƠM"])
    }

    @Test func `numbers go by value and before letters`() {
        ascends(["Tập 2", "Tập 9", "Tập 10", "Tập 100", "Tập một"])
        ascends(["1984", "20000 dặm", "An"])
        #expect(SortKey.make("Tập 007") == SortKey.make("Tập 7"))
    }

    @Test func `punctuation, form and tone style do not matter`() {
        for (one, other) in [
            ("«Số đỏ»", "Số đỏ"), ("Ê-đê", "Ê đê"), ("Hoà", decomposed("Hoà")), ("  Lão   Hạc.", "Lão Hạc"),
            ("Thuỷ", "Thủy"), ("Ðà Nẵng", "Đà Nẵng"),
        ] {
            #expect(bytes(SortKey.make(one)) == bytes(SortKey.make(other)))
        }
    }

    @Test func `foreign letters stand with their base and other scripts last`() {
        ascends(["Emile", "Émile", "Emily"])
        ascends(["Muller", "Müller", "Mullers"])
        ascends(["aesop", "æsop", "az"])
        ascends(["Zola", "Толстой", "漢"])
    }

    @Test func `the keys of a letter are those of the texts that begin with it`() {
        let texts = [
            "An", "ăn", "Ấn", "ba", "Đặng", "dương", "é", "Ê-đê", "Ở", "ông", "oan", "pin", "Ưng", "úp", "va", "w", "ỷ",
            "zola", "1984", "007", "20 000 dặm", "«Số đỏ»", "  (…) Tô", "æsop", "ñandú", "Ða", "ß", "Толстой", "漢",
            "かな", "Ŀ",
            "'s Gravenhage", "½", "ﬁn",
        ]
        let letters = "abcdefghijklmnopqrstuvwxyz0123456789тт漢か".unicodeScalars
        for text in texts {
            guard let first = Folding.folded(text).unicodeScalars.first else { continue }
            let key = Array(SortKey.make(text).utf8)
            for letter in Set(letters).union([first]) {
                let (from, upTo) = SortKey.range(beginning: letter)

                let holds =
                    !key.lexicographicallyPrecedes(from.utf8) && key.lexicographicallyPrecedes(upTo.utf8)

                let areNumbers = ("0"..."9").contains(first) && ("0"..."9").contains(letter)
                #expect(holds == (first == letter || areNumbers), "\(text) under \(letter)")
            }
        }
    }

    @Test func `keys are text without control characters but the separators`() {
        for title in ["Đường Kách mệnh", "", "!!!", "\u{0}a\u{1}", "Лев 漢 12/3 é́"] {
            #expect(SortKey.make(title).utf8.allSatisfy { $0 >= 0x20 || $0 == 0x02 })
        }
    }
}
