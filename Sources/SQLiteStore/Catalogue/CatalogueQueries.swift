/// The questions whose plan a test watches: each must use its index.
enum CatalogueQueries {
    /// ?1 heading, ?2 ?3 where to go on, ?4 how many.
    static let recordsUnderHeading = """
        SELECT titleSort, recordId FROM recordHeading
        WHERE headingId = ?1 AND (titleSort, recordId) > (?2, ?3)
        ORDER BY titleSort, recordId LIMIT ?4
        """

    private static let headingColumns =
        "text, (SELECT count(*) FROM recordHeading WHERE headingId = heading.id), sortKey, id"

    /// ?1 kind, ?2 ?3 where to go on, ?4 how many; ?5 is the prefix, here empty.
    static let headings = """
        SELECT \(headingColumns) FROM heading
        WHERE kind = ?1 AND (sortKey, id) > (?2, ?3) AND ?5 = ''
        ORDER BY sortKey, id LIMIT ?4
        """

    /// As ``headings``, for those whose folded text begins with ?5.
    static let headingsByPrefix = """
        SELECT \(headingColumns) FROM heading INDEXED BY headingByFolded
        WHERE kind = ?1 AND folded >= ?5 AND folded < ?5 || char(1114111) AND (sortKey, id) > (?2, ?3)
        ORDER BY sortKey, id LIMIT ?4
        """

    static let materialsOfRecord = "FROM material WHERE recordId = ?"
    static let recordByTitleKey = "SELECT id FROM bibRecord WHERE titleKey = ? ORDER BY id"
    static let recordByIdentifier = "SELECT recordId FROM identifier WHERE value = ? AND scheme = ?"

    private static let known = "SELECT recordId, ordinal, sourceFileId, position, bytes = ?2 FROM sourceRecord"
    static let sourceByOrigin = "\(known) WHERE originKey = ?1 ORDER BY recordId, ordinal"
    static let sourceByBytes = "\(known) WHERE bytesKey = ?1 ORDER BY recordId, ordinal"
}
