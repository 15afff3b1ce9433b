/// Rotas and the boxes on them.
package protocol RotaStore: Sendable {
    /// Makes a rota, or renames the one of `id` and changes how it ends.
    func save(_ facts: RotaFacts, as id: RotaID?, owner: ServicePointID, act: Act) async throws -> RotaID
    /// Ends a rota; refused while boxes are on it.
    func remove(_ rota: RotaID, act: Act) async throws
    func rota(_ id: RotaID) async throws -> RotaView?
    func rotas(of owner: ServicePointID) async throws -> [RotaView]
    /// Replaces the stages; boxes on the rota keep their place where it is still on it.
    func setStages(_ stages: [RotaStage], of rota: RotaID, act: Act) async throws
    /// Puts a box on a rota, or takes it off; refused for another owner's box.
    func assign(_ box: BoxID, to rota: RotaID?, owner: ServicePointID, act: Act) async throws
}

package struct RotaView: Equatable, Sendable {
    package var rota: Rota
    package var owner: PointName
    package var points: [ServicePointID: PointName]
    package var boxes: [RotaBox]
    package init(rota: Rota, owner: PointName, points: [ServicePointID: PointName], boxes: [RotaBox]) {
        (self.rota, self.owner, self.points, self.boxes) = (rota, owner, points, boxes)
    }
}

package struct RotaBox: Equatable, Sendable {
    package var summary: BoxSummary
    package var stage: Int
    package init(summary: BoxSummary, stage: Int) { (self.summary, self.stage) = (summary, stage) }
}
