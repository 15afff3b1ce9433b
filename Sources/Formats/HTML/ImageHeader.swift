/// What the first bytes of a picture say; the name and the stated type of a
/// file are not believed.
package struct ImageHeader: Equatable, Sendable {
    package enum Kind: String, Sendable {
        case jpeg = "image/jpeg", png = "image/png", gif = "image/gif", webp = "image/webp"
    }
    package var kind: Kind
    package var width: Int
    package var height: Int

    /// 64 megapixels: a page of A3 scanned at 600 dpi and more has no use on a
    /// screen, and a decoder would need 256 MB for it.
    package static let mostPixels = 64_000_000

    package var isSane: Bool {
        width > 0 && height > 0 && width <= 65_535 && height <= 65_535 && width * height <= ImageHeader.mostPixels
    }

    /// The file ending we give it.
    package var ending: String {
        switch kind {
        case .jpeg: "jpg"
        case .png: "png"
        case .gif: "gif"
        case .webp: "webp"
        }
    }

    /// Nil for anything that is not a JPEG, PNG, GIF or WebP, or whose
    /// dimensions do not stand in `bytes`.
    package init?(_ bytes: [UInt8]) {
        func big(_ at: Int) -> Int { Int(bytes[at]) << 8 | Int(bytes[at + 1]) }
        func little(_ at: Int, _ count: Int = 2) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
        }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), bytes.count >= 24 {
            guard bytes[12..<16].elementsEqual("IHDR".utf8) else { return nil }
            (kind, width, height) = (.png, big(16) << 16 | big(18), big(20) << 16 | big(22))
        } else if bytes.starts(with: "GIF8".utf8), bytes.count >= 10 {
            (kind, width, height) = (.gif, little(6), little(8))
        } else if bytes.starts(with: "RIFF".utf8), bytes.count >= 30, bytes[8..<12].elementsEqual("WEBP".utf8) {
            kind = .webp
            switch String(decoding: bytes[12..<16], as: UTF8.self) {
            case "VP8 ": (width, height) = (little(26) & 0x3FFF, little(28) & 0x3FFF)
            case "VP8L":
                let bits = little(21, 4)
                (width, height) = ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
            case "VP8X": (width, height) = (little(24, 3) + 1, little(27, 3) + 1)
            default: return nil
            }
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]), let size = ImageHeader.jpegSize(bytes) {
            (kind, width, height) = (.jpeg, size.width, size.height)
        } else {
            return nil
        }
    }

    /// From the frame header (SOF0…SOF15, but DHT, JPG and DAC), ITU-T T.81 B.2.2.
    private static func jpegSize(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        var place = 2
        while place + 9 < bytes.count {
            guard bytes[place] == 0xFF else { return nil }
            let marker = bytes[place + 1]
            if marker == 0xFF {
                place += 1
                continue
            }
            if (0xC0...0xCF).contains(marker), marker != 0xC4, marker != 0xC8, marker != 0xCC {
                return (
                    Int(bytes[place + 7]) << 8 | Int(bytes[place + 8]),
                    Int(bytes[place + 5]) << 8 | Int(bytes[place + 6])
                )
            }
            if marker == 0x01 || (0xD0...0xD7).contains(marker) {
                place += 2
            } else {
                place += 2 + (Int(bytes[place + 2]) << 8 | Int(bytes[place + 3]))
            }
        }
        return nil
    }
}
