/// A text as its words only, joined by single spaces: what a query or a title
/// is compared by.
package enum Folding {
    /// The folded words.
    ///
    /// For example: "Đường Kách mệnh (1927)" becomes "duong kach menh 1927".
    /// Compare it with words folded by this function only, never with ones
    /// typed by hand: "đăng ký" and "đăng kí" both become "dang ki".
    package static func folded(_ text: String) -> String {
        joined(text) { _, folded in folded }
    }

    /// The words as written, lower-cased and in canonical spelling.
    ///
    /// For example: "Hoà bình" and "HÒA-BÌNH" become "hòa bình".
    package static func canonical(_ text: String) -> String {
        joined(text) { exact, _ in exact }
    }

    private static func joined(
        _ text: String,
        _ choose: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>
    ) -> String {
        var text = text
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        text.withUTF8 { bytes in
            WordScanner.scan(bytes) { _, exact, folded in
                if !output.isEmpty { output.append(UInt8(ascii: " ")) }
                output.append(contentsOf: choose(exact, folded))
                return true
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
