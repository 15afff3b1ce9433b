package import Library

/// Where the year takes place: a provincial library, its communes and their
/// schools.
package struct YearPlaces: Sendable {
    package struct Place: Sendable {
        package var point: ServicePointID
        package var institution: InstitutionID
        package var unit: UnitID
    }

    package let province: Place
    package let communes: [Place]
    package let schools: [Place]

    package var all: [Place] { [province] + communes + schools }

    /// Enters them into a library: made-up communes of Đắk Lắk, five schools each.
    package static func make(in stores: MembershipStores, communes: Int, schools: Int, act: Act) async throws
        -> YearPlaces
    {
        var files = UnitFiles()
        var lines = "66\tĐắk Lắk\tprovince\t\t2025-07-01\t\n"
        for number in 1...communes { lines += "\(22_000 + number)\tXã số \(number)\tcommune\t66\t2025-07-01\t\n" }
        files.addUnits(lines, file: "units.tsv")
        _ = try await stores.units.load(files)
        let known = try await stores.units.units(UnitFilter(on: Day(act.at)))
        let units = known.filter { $0.code != "66" }.sorted { $0.code < $1.code }.map(\.id)
        guard units.count == communes else { throw Missing() }
        func place(_ name: String, _ kind: InstitutionKind, _ point: ServicePointKind, _ unit: UnitID) async throws
            -> Place
        {
            let institution = try await stores.places.save(
                InstitutionFacts(name: name, kind: kind, unit: unit), as: nil, act: act)
            let id = try await stores.places.save(
                ServicePointFacts(name: "Thư viện \(name)", kind: point), as: nil, of: institution, act: act)
            return Place(point: id, institution: institution, unit: unit)
        }
        let province = try await place("Thư viện tỉnh Đắk Lắk", .library, .province, units[0])
        var ofCommunes: [Place] = [], ofSchools: [Place] = []
        for (number, unit) in units.enumerated() {
            ofCommunes.append(try await place("Thư viện xã số \(number + 1)", .library, .commune, unit))
        }
        for number in 0..<schools {
            ofSchools.append(
                try await place("Trường Tiểu học số \(number + 1)", .primarySchool, .school, units[number % communes]))
        }
        return YearPlaces(province: province, communes: ofCommunes, schools: ofSchools)
    }

    package struct Missing: Error {
        package init() {}
    }
}
