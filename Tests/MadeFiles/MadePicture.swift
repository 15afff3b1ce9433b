/// Writes the beginnings of pictures, as far as their headers are read.
package enum MadePicture {
    /// A PNG of one colour, 1 × 1 (or as its header claims).
    package static func png(width: Int = 1, height: Int = 1) -> [UInt8] {
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
        bytes += Array("IHDR".utf8)
        for value in [width, height] {
            bytes += [UInt8(value >> 24 & 255), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
        }
        return bytes + [8, 2, 0, 0, 0] + [UInt8](repeating: 0, count: 64)
    }
}
