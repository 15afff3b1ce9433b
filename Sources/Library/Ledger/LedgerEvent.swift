/// A fact that was true when it happened: what the ledger keeps for ever.
///
/// No event holds a person: a loan carries its own number, and who has it
/// stands in a table of its own that can be forgotten.
package struct LedgerEvent: Equatable, Sendable {
    package var id: EventID
    package var device: DeviceID
    /// Counted by the device, from 1.
    package var deviceSequence: Int64
    package var happenedAt: Moment
    package var fact: LedgerFact

    package init(
        id: EventID, device: DeviceID, deviceSequence: Int64, happenedAt: Moment, fact: LedgerFact
    ) {
        (self.id, self.device, self.deviceSequence) = (id, device, deviceSequence)
        (self.happenedAt, self.fact) = (happenedAt, fact)
    }
}

/// Where an event stands in the order of acceptance, from 1; the state is the
/// fold of all events in this order.
package typealias LedgerPosition = Int64

/// An event as the ledger keeps it: judged once, at acceptance.
package struct AcceptedEvent: Equatable, Sendable {
    /// 0 for what was refused at the door (`fact-malformed`) and is not in the
    /// ledger.
    package var position: LedgerPosition
    package var acceptedAt: Moment
    package var event: LedgerEvent
    /// Why it could not apply; it then waits for a librarian, and changes nothing.
    package var conflict: LedgerConflict?

    package init(position: LedgerPosition, acceptedAt: Moment, event: LedgerEvent, conflict: LedgerConflict?) {
        (self.position, self.acceptedAt, self.event) = (position, acceptedAt, event)
        self.conflict = conflict
    }
}

/// The number of an event, made where it happens: a UUID of version 7
/// (RFC 9562, 5.7), which sorts by its millisecond.
package struct EventID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

    package static func mint(at moment: Moment, using generator: inout some RandomNumberGenerator) -> EventID {
        let time = UInt64(max(0, moment.milliseconds)) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | UInt64.random(in: 0...0xFFF, using: &generator)
        let low = UInt64.random(in: .min ... .max, using: &generator) >> 2 | 1 << 63
        return EventID(high: high, low: low)
    }

    /// Sixteen bytes, the highest first.
    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { bytes, count in
            for place in 0..<16 {
                let word = place < 8 ? high : low
                bytes[place] = UInt8(truncatingIfNeeded: word >> (56 - UInt64(place & 7) * 8))
            }
            count = 16
        }
    }

    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var words: (high: UInt64, low: UInt64) = (0, 0)
        for (place, byte) in bytes.enumerated() {
            if place < 8 {
                words.high = words.high << 8 | UInt64(byte)
            } else {
                words.low = words.low << 8 | UInt64(byte)
            }
        }
        (high, low) = words
    }

    /// "0192f0c1-7b2e-7c4d-8a10-5d2f6e3b9c01".
    package var description: String {
        let digits = bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
        return [digits[0..<4], digits[4..<6], digits[6..<8], digits[8..<10], digits[10..<16]].map { $0.joined() }
            .joined(separator: "-")
    }

    package static func < (left: EventID, right: EventID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

/// A machine or program that makes events.
package struct Device: Equatable, Sendable {
    package var id: DeviceID
    package var name: String
    package init(id: DeviceID, name: String) { (self.id, self.name) = (id, name) }
}

package typealias DeviceID = RowID<Device>

extension RowID where Thing == Device {
    /// The server itself: everything done on its pages.
    package static let server = DeviceID(1)
    /// Pencil and paper: the hour was written by a person, and the line was typed
    /// in afterwards.
    package static let paper = DeviceID(2)
}
