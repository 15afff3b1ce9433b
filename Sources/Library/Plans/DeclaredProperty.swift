/// What an institution may declare of itself: what the plans' shares are counted
/// by. Words under `declared-property`, what is meant under
/// `declared-property-help`.
package enum DeclaredProperty: String, Sendable, CaseIterable {
    /// Cung cấp dịch vụ phục vụ học tập suốt đời.
    case lifelongLearning = "lifelong-learning"
    /// Ứng dụng công nghệ thông tin và chuyển đổi số trong quản lý, phục vụ.
    case digitalManagement = "it-and-digital"
    /// Thư viện đạt chuẩn.
    case standardLibrary = "standard-library"
    /// Không gian đọc sách; of a school outside of the library and linked to it.
    case readingSpace = "reading-space"
    /// Tủ sách dùng chung.
    case sharedShelf = "shared-shelf"
    /// Lớp năng khiếu, câu lạc bộ, nhóm sở thích, thường xuyên tổ chức.
    case regularClubs = "regular-clubs"
    /// Quản lý, giảng dạy và học tập trên môi trường số.
    case digitalTeaching = "digital-teaching"
    /// Quy hoạch mặt bằng, chỉnh trang khuôn viên.
    case plannedGrounds = "planned-grounds"
    /// Khu đọc sách, thư viện tại cơ quan, đơn vị.
    case readingCorner = "reading-corner"
    /// Mô hình phát triển văn hóa đọc.
    case readingModel = "reading-model"
    /// Đơn vị học tập.
    case learningUnit = "learning-unit"
}

/// What the system itself can say of a property, by a rule that is named and
/// shown. Words under `proof-rule`.
package enum ProofRule: String, Sendable, CaseIterable {
    /// Service points of the institution lent.
    case lending
    /// Something was done in the system at its points: a copy entered, lent or
    /// moved, an activity, the visits of a day or of a stop noted.
    case working
    /// Its points held clubs.
    case clubs

    package var property: DeclaredProperty {
        switch self {
        case .lending: .lifelongLearning
        case .working: .digitalManagement
        case .clubs: .regularClubs
        }
    }

    /// So many within ``days`` prove it: once a month for lending and work, once
    /// a quarter for clubs.
    package var least: Int {
        switch self {
        case .lending, .working: 12
        case .clubs: 4
        }
    }

    /// The days before the one it is asked on.
    package static let days = 365
}

/// What a rule found at an institution.
package struct PropertyProof: Hashable, Sendable {
    package var rule: ProofRule
    package var count: Int
    package init(rule: ProofRule, count: Int) { (self.rule, self.count) = (rule, count) }
    package var holds: Bool { count >= rule.least }
}
