/// The questions whose plan a test watches: each must use its index.
enum CatalogueQueries {
    /// ?1 heading, ?2 rank and ?3 ?4 sort key and number to go on after, ?5 how
    /// many. Ranks come sorted; only titles of one rank are sorted among themselves.
    static let recordsUnderHeading = """
        SELECT r.titleSort, h.recordId FROM recordHeading h CROSS JOIN bibRecord r ON r.id = h.recordId
        WHERE h.headingId = ?1 AND h.titleRank >= ?2 AND (h.titleRank > ?2 OR (r.titleSort, h.recordId) > (?3, ?4))
        ORDER BY h.titleRank, r.titleSort, h.recordId LIMIT ?5
        """

    private static let listed = """
        SELECT text, (SELECT count(*) FROM recordHeading WHERE headingId = heading.id), sortKey, id FROM heading
        WHERE kind = ?1 AND (sortKey, id) > (?2, ?3)
        """

    /// ?1 kind, ?2 ?3 where to go on, ?4 how many.
    static let headings = "\(listed) ORDER BY sortKey, id LIMIT ?4"

    /// The same under ?5, a folded beginning that is not empty, up to the sort key
    /// ?6: see `SortKey.range`. A rare letter would else read the whole list.
    static let headingsBeginning = """
        \(listed) AND sortKey < ?6 AND substr(folded, 1, length(?5)) = ?5
        ORDER BY sortKey, id LIMIT ?4
        """

    static let materialsOfRecord = "FROM material WHERE recordId = ?"
    static let recordByTitleKey = "SELECT id FROM bibRecord WHERE titleKey = ? ORDER BY id"
    static let recordByIdentifier = "SELECT recordId FROM identifier WHERE value = ? AND scheme = ?"

    private static let known = "SELECT recordId, ordinal, sourceFileId, position, bytes = ?2 FROM sourceRecord"
    static let sourceByOrigin = "\(known) WHERE originKey = ?1 ORDER BY recordId, ordinal"
    static let sourceByBytes = "\(known) WHERE bytesKey = ?1 ORDER BY recordId, ordinal"
}
