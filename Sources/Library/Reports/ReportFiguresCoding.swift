extension ReportFigures {
    /// The figures as bytes, as they are kept with their report.
    package var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 1_024 + points.count * 400)
        writer.put(Self.version)
        writer.put(takenAt.milliseconds)
        writer.put(place)
        writer.put(lines) { writer, line in writer.put(line) }
        writer.put(years) { writer, year in
            writer.put(year.months)
            writer.put(year.lines) { writer, line in writer.put(line) }
        }
        writer.put(targets) { $0.put([$1.name, $1.wanted, $1.result, $1.verdict?.rawValue ?? ""]) }
        writer.put(growth) { writer, growth in
            writer.put(growth.counts.map(\.rawValue))
            writer.put(growth.scope)
            writer.put(growth.years) { writer, year in
                writer.put(year.months)
                writer.put(year.now)
                writer.put(year.before)
                writer.put(year.growth != nil)
                if let growth = year.growth { writer.put(growth) }
                writer.put(year.absence?.rawValue ?? "")
            }
        }
        writer.put(activities) { writer, line in
            writer.put(line.kind.rawValue)
            writer.put([line.number, line.uncounted, line.people]) { $0.put($1) }
        }
        let moved = [
            rotation.trips, rotation.mobileTrips, rotation.boxesReceived, rotation.copiesReceived, rotation.gifts,
        ]
        writer.put(moved) { $0.put($1) }
        writer.put(declared) { writer, line in
            writer.put(line.properties.map(\.rawValue))
            writer.put(line.scope)
            writer.put([line.have, line.all, line.proven, line.silent]) { $0.put($1) }
        }
        writer.put(points) { writer, point in
            writer.put(point.id.rawValue)
            writer.put(point.name)
            writer.put(point.unit)
            writer.put(point.months) { writer, month in
                writer.put(month.values) { $0.put($1) }
                writer.put(month.origins.rawValue)
                writer.put(month.completeness)
            }
        }
        writer.put(unconfirmedLinks)
        writer.put(units != nil)
        if let units {
            writer.put(units.sent)
            writer.put(units.apart) { writer, apart in
                writer.put(apart.name)
                writer.put(apart.months)
            }
            writer.put(units.missing)
            writer.put(units.lines) { writer, line in
                writer.put(line.indicator.rawValue)
                writer.put(line.units)
                writer.put(line.own)
            }
        }
        return writer.bytes
    }

    package init(bytes: [UInt8]) throws(WireError) {
        var reader = ByteReader(bytes)
        let version = try reader.int()
        guard (1...Self.version).contains(version) else { throw .unknownCode }
        self.init(takenAt: Moment(milliseconds: try reader.int64()), place: try reader.text())
        lines = try reader.list { reader throws(WireError) in try reader.reportLine() }
        if version > 1 {
            years = try reader.list { reader throws(WireError) in
                Year(
                    try reader.months(), lines: try reader.list { reader throws(WireError) in try reader.reportLine() })
            }
        }
        targets = try reader.list { reader throws(WireError) in
            let texts = try reader.texts(4)
            let verdict = TargetVerdict(rawValue: texts[3])
            guard verdict != nil || texts[3].isEmpty else { throw .unknownCode }
            return TargetLine(name: texts[0], wanted: texts[1], result: texts[2], verdict: verdict)
        }
        if version > 2 { growth = try reader.list { reader throws(WireError) in try reader.yearlyGrowth() } }
        activities = try reader.list { reader throws(WireError) in
            guard let kind = ActivityKind(rawValue: try reader.text()) else { throw .unknownCode }
            let numbers = try reader.numbers(3)
            return ActivityLine(kind, number: numbers[0], uncounted: numbers[1], people: numbers[2])
        }
        let moved = try reader.numbers(5)
        (rotation.trips, rotation.mobileTrips, rotation.boxesReceived) = (moved[0], moved[1], moved[2])
        (rotation.copiesReceived, rotation.gifts) = (moved[3], moved[4])
        declared = try reader.list { reader throws(WireError) in try reader.declared(version) }
        points = try reader.list { reader throws(WireError) in
            let id = ServicePointID(try reader.int64())
            return Point(
                id: id, name: try reader.text(), unit: try reader.text(),
                months: try reader.list { reader throws(WireError) in
                    let values = try reader.list { reader throws(WireError) in try reader.optionalInt() }
                    return PointMonth(
                        values: values, origins: FigureOrigins(rawValue: try reader.byte()),
                        completeness: try reader.optionalInt())
                })
        }
        unconfirmedLinks = try reader.int()
        if try reader.flag() {
            let sent = try reader.texts()
            let apart =
                version == 1
                ? []
                : try reader.list { reader throws(WireError) in
                    ReportUnits.Apart(try reader.text(), try reader.months())
                }
            let missing = try reader.texts()
            let lines = try reader.list { reader throws(WireError) in
                ReportUnits.Line(
                    try reader.indicator(), units: try reader.optionalInt(), own: try reader.optionalInt())
            }
            units = ReportUnits(sent: sent, apart: apart, missing: missing, lines: lines)
        }
        try reader.finish()
    }

    /// 1 had declarations by property alone, no years and no units apart; 2 no
    /// growth year by year.
    private static let version = 3
}

extension ByteWriter {
    fileprivate mutating func put(_ sum: ReportFigures.Sum) {
        put(sum.value)
        put(sum.known)
        put(sum.expected)
    }

    fileprivate mutating func put(_ line: ReportFigures.Line) {
        put(line.indicator.rawValue)
        put(line.definition)
        put(line.now)
        put(line.before)
        put(line.matched != nil)
        if let matched = line.matched {
            put([matched.points, matched.now, matched.before]) { $0.put($1) }
            put(matched.growth != nil)
            if let growth = matched.growth { put(growth) }
        }
        put(line.breaks.map(\.rawValue))
    }

    fileprivate mutating func put(_ months: ClosedRange<Month>) {
        put([months.lowerBound.description, months.upperBound.description])
    }

    fileprivate mutating func put(_ scope: TargetScope) {
        put(scope.institutions.map(\.rawValue))
        put(scope.points.map(\.rawValue))
    }
}

extension ByteReader {
    fileprivate mutating func numbers(_ count: Int) throws(WireError) -> [Int] {
        let numbers = try list { reader throws(WireError) in try reader.int() }
        guard numbers.count == count else { throw .outOfRange }
        return numbers
    }

    fileprivate mutating func months() throws(WireError) -> ClosedRange<Month> {
        let texts = try texts(2)
        guard let first = Month(iso: texts[0]), let last = Month(iso: texts[1]), first <= last else {
            throw .outOfRange
        }
        return first...last
    }

    /// Codes of a closed list.
    private mutating func codes<Code: RawRepresentable<String>>(_: Code.Type) throws(WireError) -> [Code] {
        var codes: [Code] = []
        for text in try texts() {
            guard let code = Code(rawValue: text) else { throw .unknownCode }
            codes.append(code)
        }
        return codes
    }

    fileprivate mutating func declared(_ version: Int) throws(WireError) -> ReportFigures.Declared {
        let properties: [DeclaredProperty]
        var scope = TargetScope()
        if version == 1 {
            guard let property = DeclaredProperty(rawValue: try text()) else { throw .unknownCode }
            properties = [property]
        } else {
            properties = try codes(DeclaredProperty.self)
            scope = try self.scope()
        }
        let numbers = try numbers(4)
        return ReportFigures.Declared(
            properties, of: scope, have: numbers[0], all: numbers[1], proven: numbers[2], silent: numbers[3])
    }

    private mutating func scope() throws(WireError) -> TargetScope {
        TargetScope(institutions: try codes(InstitutionKind.self), points: try codes(ServicePointKind.self))
    }

    fileprivate mutating func yearlyGrowth() throws(WireError) -> ReportFigures.YearlyGrowth {
        let counts = try codes(Indicator.self), scope = try scope()
        let years = try list { reader throws(WireError) in
            var year = ReportFigures.GrowthYear(
                try reader.months(), now: try reader.optionalInt(), before: try reader.optionalInt(), growth: nil)
            if try reader.flag() { year.growth = try reader.double() }
            let code = try reader.text()
            year.absence = Working.Absence(rawValue: code)
            guard year.absence != nil || code.isEmpty else { throw .unknownCode }
            return year
        }
        return ReportFigures.YearlyGrowth(counts, of: scope, years: years)
    }

    fileprivate mutating func indicator() throws(WireError) -> Indicator {
        guard let indicator = Indicator(rawValue: try text()) else { throw .unknownCode }
        return indicator
    }

    fileprivate mutating func sum() throws(WireError) -> ReportFigures.Sum {
        ReportFigures.Sum(value: try optionalInt(), known: try int(), expected: try int())
    }

    fileprivate mutating func reportLine() throws(WireError) -> ReportFigures.Line {
        var line = ReportFigures.Line(
            try indicator(), definition: try int(), now: try sum(), before: try sum(), matched: nil)
        if try flag() {
            let numbers = try numbers(3)
            line.matched = ReportFigures.Matched(
                points: numbers[0], now: numbers[1], before: numbers[2], growth: try flag() ? try double() : nil)
        }
        for text in try texts() {
            guard let found = ReportFigures.Break(rawValue: text) else { throw .unknownCode }
            line.breaks.append(found)
        }
        return line
    }
}
