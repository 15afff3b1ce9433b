/// What the cookie of a visit says: a number by chance, when it was last used,
/// and the point whose link or poster led to the site.
///
/// A visit ends after half an hour without a page (ISO 2789: virtual visit).
package struct VisitTicket: Equatable, Sendable {
    package var number: UInt64
    /// Of minutes since 1970.
    package var lastMinute: Int64
    package var point: ServicePointID?

    package static let idleMinutes: Int64 = 30

    package init(number: UInt64, at now: Moment, point: ServicePointID? = nil) {
        (self.number, self.point) = (number, point)
        lastMinute = Self.minute(now)
    }

    /// Reads "1z141z3.h2x8c.12"; nil for anything we did not write.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard text.utf8.count <= 48, parts.count == 3, parts.allSatisfy(Self.isWritten),
            let number = UInt64(parts[0], radix: 36), let minute = Int64(parts[1], radix: 36)
        else { return nil }
        (self.number, lastMinute) = (number, minute)
        guard !parts[2].isEmpty else { return }
        guard let point = Int64(parts[2]), point > 0 else { return nil }
        self.point = ServicePointID(point)
    }

    package var text: String {
        "\(String(number, radix: 36)).\(String(lastMinute, radix: 36)).\(point?.description ?? "")"
    }

    /// Whether the visit goes on; one that comes from the future does not, since
    /// a clock was wrong.
    package func holds(at now: Moment) -> Bool { (0...Self.idleMinutes).contains(Self.minute(now) - lastMinute) }

    /// The same visit, used now.
    package func used(at now: Moment) -> VisitTicket {
        var ticket = self
        ticket.lastMinute = Self.minute(now)
        return ticket
    }

    private static func minute(_ now: Moment) -> Int64 { now.milliseconds / 60_000 }

    private static func isWritten(_ part: String) -> Bool {
        part.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
    }
}
