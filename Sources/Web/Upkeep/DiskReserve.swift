package import Library

/// How far a form goes on while the disk fills up; each ``SiteRoute`` says it.
package enum DiskReserve: Sendable, CaseIterable {
    /// Until the disk is nearly full.
    case ordinary
    /// Until the desk's own reserve is used up: a line or two in the database
    /// each, and nobody can put them off. Lending and returning, holds, the
    /// reading room, visitors counted at the door.
    case desk
    /// Always, as it leaves less behind than there was.
    case freeing

    /// What a form is refused with; nil while it is taken.
    package func refusal(in room: DiskRoom) -> VisitorError.Code? {
        switch (room, self) {
        case (.enough, _), (_, .freeing), (.little, .desk): nil
        case (.little, .ordinary): .diskNearlyFull
        case (.none, _): .diskFull
        }
    }
}
