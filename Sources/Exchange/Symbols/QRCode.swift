import CZint

/// A QR code (ISO/IEC 18004) with error correction M, which still reads with
/// 15 % of it worn off, as the path of an SVG.
package struct QRCode: Equatable, Sendable {
    /// The side in modules, with the four of quiet on every side that the
    /// standard asks for.
    package let side: Int
    /// Runs of dark modules as closed rectangles: `M4 4h7v1h-7z…`.
    package let path: String

    /// Nil for an empty text, and for one of more than about 2,300 bytes, which
    /// no code holds.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.count <= 2_331, let symbol = ZBarcode_Create() else { return nil }
        defer { ZBarcode_Delete(symbol) }
        symbol.pointee.symbology = BARCODE_QRCODE
        symbol.pointee.option_1 = Self.correctionM
        symbol.pointee.input_mode = UNICODE_MODE
        guard ZBarcode_Encode(symbol, bytes, Int32(bytes.count)) < Self.firstError else { return nil }

        let (width, height) = (Int(symbol.pointee.width), Int(symbol.pointee.rows))
        var path = ""
        for row in 0..<height {
            var column = 0
            while column < width {
                let start = column
                while column < width, hoclieu_zint_module(symbol, Int32(row), Int32(column)) != 0 { column += 1 }
                if column > start {
                    path += "M\(start + Self.quiet) \(row + Self.quiet)h\(column - start)v1h-\(column - start)z"
                }
                column += column == start ? 1 : 0
            }
        }
        side = width + 2 * Self.quiet
        self.path = path
    }

    private static let quiet = 4
    /// `option_1` of a QR code: 1 to 4 for L, M, Q, H.
    private static let correctionM: Int32 = 2
    /// `ZINT_ERROR_TOO_LONG`; smaller answers are warnings.
    private static let firstError: Int32 = 5
}
