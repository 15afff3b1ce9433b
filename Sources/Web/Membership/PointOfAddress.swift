import Library

extension SiteSetup {
    /// The point whose number stands in the address; throws `not-found`.
    func point(_ context: WebContext) async throws -> ServicePointView {
        guard let id = context.rowNumber,
            let view = try await services.membership.places.servicePoint(ServicePointID(id))
        else { throw VisitorError(.notFound) }
        return view
    }
}
