import CYAZ

/// A character set, by the name libyaz knows it.
enum CodedCharacterSet: String, CaseIterable {
    /// MARC-8: ASCII, ANSEL and what escape sequences bring in.
    /// <https://www.loc.gov/marc/specifications/speccharmarc8.html>
    case marc8 = "marc8"
    /// ISO 5426, the extended Latin set of UNIMARC.
    case iso5426 = "iso5426"
    case windows1251 = "CP1251"
    case windows1258 = "CP1258"
    case latin1 = "ISO-8859-1"
    case windows1252 = "CP1252"
    /// TCVN 5712:1993, of which TCVN3 (".Vn…" fonts) is the lower-case part.
    case tcvn = "TCVN5712-1"
    case viscii = "VISCII"
}

/// Converts from one character set to UTF-8 through libyaz, which knows the
/// library field's own sets and asks the system for the others.
final class CharacterConversion {
    private let handle: yaz_iconv_t

    /// Nil when neither libyaz nor the system knows the set.
    init?(from set: CodedCharacterSet) {
        guard let handle = yaz_iconv_open("UTF-8", set.rawValue) else { return nil }
        self.handle = handle
    }

    deinit { yaz_iconv_close(handle) }

    /// The bytes in UTF-8; nil when some of them mean nothing in the set.
    func utf8(_ bytes: some Sequence<UInt8>) -> [UInt8]? {
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: input.count * 4 + 16)
        let written: Int? = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var fromLeft = source.count
                var to = target.baseAddress
                var toLeft = target.count
                // The call without input at the end writes what is held back, and
                // sets the shift state to its start.
                if fromLeft > 0, yaz_iconv(handle, &from, &fromLeft, &to, &toLeft) == -1 {
                    _ = yaz_iconv(handle, nil, nil, &to, &toLeft)
                    return nil
                }
                if yaz_iconv(handle, nil, nil, &to, &toLeft) == -1 { return nil }
                return target.count - toLeft
            }
        }
        guard let written else { return nil }
        return output[..<written].map { UInt8(bitPattern: $0) }
    }
}
