/// What the passages database must hold of one material.
struct IndexTask: Equatable, Sendable {
    /// How passages are cut and coded; another number indexes every book again.
    static let currentVersion: Int64 = 1

    var material: Int64
    var passagesHash: String
    var pipelineVersion: Int64
}
