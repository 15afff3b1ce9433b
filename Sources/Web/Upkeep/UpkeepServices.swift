package import Library

/// What the pages know of the machine: how much room is left, and how it stands
/// with the backups.
package struct UpkeepServices: Sendable {
    /// Nil where nobody makes any.
    package var backups: (any BackupStore)?
    /// 0 where they are switched off.
    package var daysKept: Int
    package var disk: DiskWatch

    package init(
        backups: (any BackupStore)? = nil, daysKept: Int = BackupRules.usualDays, disk: DiskWatch = DiskWatch()
    ) {
        (self.backups, self.daysKept, self.disk) = (backups, daysKept, disk)
    }
}

/// Looks how much room the library's disk has: a system call of a microsecond,
/// made anew each time, so that writing goes on as soon as there is room.
package struct DiskWatch: Sendable {
    package var limits: DiskLimits
    /// Free bytes; nil when the system does not say.
    private let free: @Sendable () -> Int64?

    package init(limits: DiskLimits = DiskLimits(), free: @escaping @Sendable () -> Int64? = { nil }) {
        (self.limits, self.free) = (limits, free)
    }

    package var room: DiskRoom { limits.room(free: free()) }
    /// Nil when the system does not say.
    var freeBytes: Int64? { free() }
}
