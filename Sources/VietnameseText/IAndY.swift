/// The syllables in which writers choose between i and y.
enum IAndY {
    /// Writes i in hy, ky, ly, my, sy, ty and vy, as the school orthography of
    /// 1984 does, and y in qui; everything else stays.
    static func unify(_ letters: UnsafeMutablePointer<UInt8>, count: Int) {
        if count == 2, letters[1] == UInt8(ascii: "y") {
            switch letters[0] {
            case UInt8(ascii: "h"), UInt8(ascii: "k"), UInt8(ascii: "l"), UInt8(ascii: "m"), UInt8(ascii: "s"),
                UInt8(ascii: "t"), UInt8(ascii: "v"):
                letters[1] = UInt8(ascii: "i")
            default: break
            }
        } else if count == 3, letters[2] == UInt8(ascii: "i"), letters[1] == UInt8(ascii: "u"),
            letters[0] == UInt8(ascii: "q")
        {
            letters[2] = UInt8(ascii: "y")
        }
    }
}
