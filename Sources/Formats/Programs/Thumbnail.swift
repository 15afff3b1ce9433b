import Library

/// Covers of a size for lists, made by vipsthumbnail where it is installed.
enum Thumbnail {
    /// Pixels; twice the width a phone shows.
    private static let width = 480
    /// Bytes an original may have to be taken as it is.
    private static let most = 2 << 20
    /// A picture this small gains nothing.
    private static let small = 60 << 10

    /// The cover as it is stored; nil when it is too large and cannot be made smaller.
    static func cover(_ bytes: [UInt8], _ header: ImageHeader) -> SectionImage? {
        let original = SectionImage(name: "cover", mediaType: header.kind.rawValue, bytes: bytes)
        if header.width <= width * 2, bytes.count <= small { return original }
        if let smaller = jpeg(bytes), smaller.count < bytes.count || bytes.count > most {
            return SectionImage(name: "cover", mediaType: ImageHeader.Kind.jpeg.rawValue, bytes: smaller)
        }
        return bytes.count <= most ? original : nil
    }

    private static func jpeg(_ bytes: [UInt8]) -> [UInt8]? {
        let program = OutsideProgram(
            name: "vipsthumbnail",
            arguments: ["stdin", "--size", "\(width)x", "-o", ".jpg[Q=65,strip,optimize_coding,interlace]"],
            seconds: 20,
            outputLimit: 4 << 20)
        guard let outcome = try? program.run(input: bytes), outcome.status == 0,
            ImageHeader(outcome.output)?.kind == .jpeg
        else {
            return nil
        }
        return outcome.output
    }
}
