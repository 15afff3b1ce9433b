/// Where the next page of a sorted list begins: after this key and number, so
/// that paging neither repeats nor skips when records come and go.
struct PageCursor {
    var sortKey: String
    var id: Int64

    init(sortKey: String, id: Int64) { (self.sortKey, self.id) = (sortKey, id) }

    /// Before everything, for nil and for any text that is no cursor.
    init(_ text: String?) {
        let parts = (text ?? "").split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = Int64(parts[0]), let key = Self.bytes(parts[1]) else {
            self.init(sortKey: "", id: -1)
            return
        }
        self.init(sortKey: String(decoding: key, as: UTF8.self), id: id)
    }

    /// What a page hands out and takes back. A sort key holds control
    /// characters, so that it goes into addresses in hexadecimal.
    var text: String {
        let digits = Array("0123456789abcdef".utf8)
        let hex = sortKey.utf8.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "\(id).\(String(decoding: hex, as: UTF8.self))"
    }

    private static func bytes(_ hex: Substring) -> [UInt8]? {
        guard hex.utf8.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        var rest = hex[...]
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
