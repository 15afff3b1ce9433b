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
        if let smaller = jpeg(bytes, size: "\(width)x"), smaller.count < bytes.count || bytes.count > most {
            return SectionImage(name: "cover", mediaType: ImageHeader.Kind.jpeg.rawValue, bytes: smaller)
        }
        return bytes.count <= most ? original : nil
    }

    /// A drawing as a picture, since what is served holds no SVG; nil where it
    /// cannot be drawn.
    ///
    /// librsvg reads it from a pipe and so loads no file and nothing from the
    /// network; only what is embedded shows.
    static func cover(drawing bytes: [UInt8], limits: ReadingLimits) -> SectionImage? {
        guard let root = try? XMLDocument(bytes, limits: limits).root, root.isNamed("svg"), isSane(root) else {
            return nil
        }
        return jpeg(bytes, size: "\(width)x\(width * 2)").map {
            SectionImage(name: "cover", mediaType: ImageHeader.Kind.jpeg.rawValue, bytes: $0)
        }
    }

    /// Of a page's shape, and no larger than a poster: a drawing of a million
    /// pixels a side keeps vips busy for minutes.
    private static func isSane(_ root: XMLNode) -> Bool {
        let box = (root.attribute("viewBox") ?? "").split { $0 == " " || $0 == "," }.compactMap { Double($0) }
        let stated = ["width", "height"].map { name in
            root.attribute(name).flatMap { value in Double(value.prefix { $0.isNumber || $0 == "." }) }
        }
        let sizes = [
            (stated[0] ?? (box.count == 4 ? box[2] : 0), stated[1] ?? (box.count == 4 ? box[3] : 0)),
            box.count == 4 ? (box[2], box[3]) : (stated[0] ?? 0, stated[1] ?? 0),
        ]
        return sizes.allSatisfy { width, height in
            (1...10_000).contains(width) && (1...10_000).contains(height) && height <= width * 4 && width <= height * 4
        }
    }

    private static func jpeg(_ bytes: [UInt8], size: String) -> [UInt8]? {
        let program = OutsideProgram(
            name: "vipsthumbnail",
            arguments: ["stdin", "--size", size, "-o", ".jpg[Q=65,strip,optimize_coding,interlace,background=255]"],
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
