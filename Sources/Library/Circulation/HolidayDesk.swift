/// The days off that hold now: those of the lists with what was announced in
/// the system. Whatever depends on them asks here, each time.
package actor HolidayDesk {
    private let listed: Holidays
    package nonisolated let store: any HolidayStore
    private var latest: Standing?

    /// What holds, and what of it was entered.
    package typealias Standing = (announced: [AnnouncedHoliday], holidays: Holidays)

    /// `listed` is what the file of the lists says (`ingest/codes/holidays.yaml`).
    package init(listed: Holidays = Holidays(), store: any HolidayStore) {
        (self.listed, self.store) = (listed, store)
    }

    /// Reads the few rows of the table, so that what any process announced holds
    /// at once; a century is computed again only when they changed.
    package func standing() async throws -> Standing {
        let announced = try await store.announced()
        if let latest, latest.announced == announced { return latest }
        let standing = (announced, listed.announcing(announced.map(\.announcement)))
        latest = standing
        return standing
    }

    package func current() async throws -> Holidays { try await standing().holidays }
}

/// An announcement that somebody entered in the system.
package struct AnnouncedHoliday: Equatable, Sendable {
    package var id: AnnouncedHolidayID
    package var announcement: Holidays.Announcement
    package init(id: AnnouncedHolidayID, announcement: Holidays.Announcement) {
        (self.id, self.announcement) = (id, announcement)
    }
}

package typealias AnnouncedHolidayID = RowID<AnnouncedHoliday>

/// The announcements that were entered in the system.
package protocol HolidayStore: Sendable {
    /// The earliest first.
    func announced() async throws -> [AnnouncedHoliday]
    /// Throws ``HolidayRefusal``.
    func announce(_ announcement: Holidays.Announcement, act: Act) async throws -> AnnouncedHolidayID
    /// What is not there any more is left alone.
    func takeBack(_ announced: AnnouncedHolidayID, act: Act) async throws
}

/// Why an announcement is not taken; the sentences are in the locales under
/// `holiday-refusal`.
package enum HolidayRefusal: String, Error, Sendable, CaseIterable {
    case nameMissing = "holiday-name-missing"
    case dayUnreadable = "holiday-day-unreadable"
    case endsBeforeItBegins = "holiday-ends-before"
    case tooLong = "holiday-too-long"
    case outsideYears = "holiday-outside-years"
    case sourceMissing = "holiday-source-missing"
    /// Another one of that name and year was entered.
    case announcedAlready = "holiday-announced-already"
}

extension Holidays.Announcement {
    /// Refuses what no announcement can be, and one without its document.
    package func check() throws(HolidayRefusal) {
        guard !name.isEmpty else { throw .nameMissing }
        guard first <= last else { throw .endsBeforeItBegins }
        guard first.days(until: last) < Holidays.mostDays else { throw .tooLong }
        guard Holidays.years.contains(first.year), Holidays.years.contains(last.year) else { throw .outsideYears }
        guard !source.isEmpty else { throw .sourceMissing }
    }
}
