import Library

/// The coded parts of a MARC 21 record: leader/06–07 and field 008.
/// <https://www.loc.gov/marc/bibliographic/bd008.html>
enum MARC21Codes {
    /// The kind by type of record, bibliographic level, and for books the
    /// nature of contents.
    static func kind(_ leader: MARCLeader, _ fixed: ArraySlice<UInt8>?) -> ResourceKind {
        switch leader.type {
        case UInt8(ascii: "c"), UInt8(ascii: "d"): return .score
        case UInt8(ascii: "e"), UInt8(ascii: "f"): return .map
        case UInt8(ascii: "g"): return .video
        case UInt8(ascii: "i"), UInt8(ascii: "j"): return .audio
        case UInt8(ascii: "k"): return .image
        case UInt8(ascii: "m"): return .software
        case UInt8(ascii: "o"), UInt8(ascii: "p"), UInt8(ascii: "r"): return .other
        default: break
        }
        switch leader.level {
        case UInt8(ascii: "s"), UInt8(ascii: "i"): return .periodical
        case UInt8(ascii: "a"), UInt8(ascii: "b"): return .article
        default: break
        }
        // 008/24–27: m theses, l legislation.
        for place in 24...27 {
            let code = byte(fixed, place)
            if code == UInt8(ascii: "m") { return .thesis }
            if code == UInt8(ascii: "l") { return .law }
        }
        return .book
    }

    /// 008/07–10, the first date, unless 008/06 says there is none.
    static func year(_ fixed: ArraySlice<UInt8>?) -> Int? {
        guard let fixed, fixed.count >= 11 else { return nil }
        let kind = byte(fixed, 6)
        guard kind != UInt8(ascii: "b"), kind != UInt8(ascii: "n") else { return nil }
        var year = 0
        for place in 7...10 {
            guard let digit = byte(fixed, place), digit >= 0x30, digit <= 0x39 else { return nil }
            year = year * 10 + Int(digit - 0x30)
        }
        return year == 9_999 || !YearText.possible.contains(year) ? nil : year
    }

    /// 008/35–37.
    static func language(_ fixed: ArraySlice<UInt8>?) -> String? {
        guard let fixed, fixed.count >= 38 else { return nil }
        let code = fixed[fixed.startIndex + 35..<fixed.startIndex + 38]
        guard code.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }) else { return nil }
        return String(decoding: code, as: UTF8.self)
    }

    /// 008/22 as school grades: b ages 6–8, c 9–13, d 14–17 (class 1 begins at 6).
    /// Books and music carry it there, other kinds of material do not.
    static func grades(_ leader: MARCLeader, _ fixed: ArraySlice<UInt8>?) -> [Int] {
        let isBook =
            leader.type == UInt8(ascii: "a") && leader.level != UInt8(ascii: "s") || leader.type == UInt8(ascii: "t")
        guard isBook || leader.type == UInt8(ascii: "c") || leader.type == UInt8(ascii: "j") else { return [] }
        switch byte(fixed, 22) {
        case UInt8(ascii: "b"): return [1, 2, 3]
        case UInt8(ascii: "c"): return [4, 5, 6, 7, 8]
        case UInt8(ascii: "d"): return [9, 10, 11, 12]
        default: return []
        }
    }

    private static func byte(_ fixed: ArraySlice<UInt8>?, _ place: Int) -> UInt8? {
        guard let fixed, place < fixed.count else { return nil }
        return fixed[fixed.startIndex + place]
    }
}
