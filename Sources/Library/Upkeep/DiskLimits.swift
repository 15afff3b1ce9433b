/// How much room the library's disk has left, as far as writing goes.
package enum DiskRoom: Equatable, Sendable {
    case enough
    /// Nearly full: reading goes on, and the acts of the desk; the free bytes.
    case little(Int64)
    /// The desk's reserve is used up too: reading alone goes on.
    case none(Int64)
}

/// From when on a disk counts as nearly full.
package struct DiskLimits: Equatable, Sendable {
    /// Below this only the desk writes, bytes. What an upload leaves alone.
    package var leastBytes: Int64
    /// Below this nobody writes, bytes. An act takes some kilobytes of log, and
    /// the log is 64 MiB long before it is copied (`wal_autocheckpoint`).
    package static let deskReserve: Int64 = 64 << 20
    package static let usualLeast: Int64 = 256 << 20

    package init(leastBytes: Int64 = DiskLimits.usualLeast) { self.leastBytes = leastBytes }

    /// `free` is nil where the system does not say; then nothing is stopped.
    package func room(free: Int64?) -> DiskRoom {
        guard let free, free < max(leastBytes, Self.deskReserve) else { return .enough }
        return free < Self.deskReserve ? .none(free) : .little(free)
    }
}
