/// The text whose SHA-256 is the seal of a box: what was closed in, a line each.
///
/// It names copies by their numbers in the ledger, which are never changed, so
/// that a corrected register leaves the seal whole. For example:
///
///     box 5 sealing 1
///     copy 17
///     line 1 30 Báo Thiếu niên Tiền phong
package struct BoxManifest: Equatable, Sendable {
    package var text: String

    package init(_ manifest: Manifest, copies: [CopyID], lines: [BoxLine]) {
        var parts = ["box \(manifest.box) sealing \(manifest.sealing)"]
        parts += copies.sorted().map { "copy \($0)" }
        parts += lines.sorted { $0.line < $1.line }.map { "line \($0.line) \($0.quantity) \($0.text)" }
        text = parts.joined(separator: "\n") + "\n"
    }
}
