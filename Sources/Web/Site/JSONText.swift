import HTTPTypes
import Hummingbird
import NIOCore

/// JSON with its keys in the order they were given.
package indirect enum JSONText: Equatable, Sendable {
    case text(String)
    case number(Int)
    case decimal(Double)
    case flag(Bool)
    case null
    case list([JSONText])
    case object([(String, JSONText)])

    package static func optional(_ text: String?) -> JSONText { text.map { .text($0) } ?? .null }
    package static func optional(_ number: Int?) -> JSONText { number.map { .number($0) } ?? .null }
    package static func texts(_ list: [String]) -> JSONText { .list(list.map { .text($0) }) }

    package static func == (left: JSONText, right: JSONText) -> Bool { left.utf8 == right.utf8 }

    /// Also safe inside a `script` element: `<`, `>` and `&` are written as escapes.
    package var utf8: [UInt8] {
        var output: [UInt8] = []
        write(to: &output)
        return output
    }

    func response(status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-cache"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: utf8)))
    }

    private func write(to output: inout [UInt8]) {
        switch self {
        case .text(let text): Self.write(text, to: &output)
        case .number(let number): output += String(number).utf8
        case .decimal(let number): output += (number.isFinite ? String(number) : "null").utf8
        case .flag(let flag): output += (flag ? "true" : "false").utf8
        case .null: output += "null".utf8
        case .list(let items):
            output.append(UInt8(ascii: "["))
            for (place, item) in items.enumerated() {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                item.write(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            for (place, member) in members.enumerated() {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                Self.write(member.0, to: &output)
                output.append(UInt8(ascii: ":"))
                member.1.write(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                output.append(UInt8(ascii: "\\"))
                output.append(byte)
            case 0..<32, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), 127:
                let digits = String(byte, radix: 16)
                output += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
