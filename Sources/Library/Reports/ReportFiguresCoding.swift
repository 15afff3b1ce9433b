extension ReportFigures {
    /// The figures as bytes, as they are kept with their report.
    package var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 1_024 + points.count * 400)
        writer.put(Self.version)
        writer.put(takenAt.milliseconds)
        writer.put(place)
        writer.put(lines) { writer, line in
            writer.put(line.indicator.rawValue)
            writer.put(line.definition)
            writer.put(line.now)
            writer.put(line.before)
            writer.put(line.matched != nil)
            if let matched = line.matched {
                writer.put([matched.points, matched.now, matched.before]) { $0.put($1) }
                writer.put(matched.growth != nil)
                if let growth = matched.growth { writer.put(growth) }
            }
            writer.put(line.breaks.map(\.rawValue))
        }
        writer.put(targets) { $0.put([$1.name, $1.wanted, $1.result, $1.verdict.rawValue]) }
        writer.put(activities) { writer, line in
            writer.put(line.kind.rawValue)
            writer.put([line.number, line.uncounted, line.people]) { $0.put($1) }
        }
        let moved = [
            rotation.trips, rotation.mobileTrips, rotation.boxesReceived, rotation.copiesReceived, rotation.gifts,
        ]
        writer.put(moved) { $0.put($1) }
        writer.put(declared) { writer, line in
            writer.put(line.property.rawValue)
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
        guard try reader.int() == Self.version else { throw .unknownCode }
        self.init(takenAt: Moment(milliseconds: try reader.int64()), place: try reader.text())
        lines = try reader.list { reader throws(WireError) in try reader.reportLine() }
        targets = try reader.list { reader throws(WireError) in
            let texts = try reader.texts(4)
            guard let verdict = TargetVerdict(rawValue: texts[3]) else { throw .unknownCode }
            return TargetLine(name: texts[0], wanted: texts[1], result: texts[2], verdict: verdict)
        }
        activities = try reader.list { reader throws(WireError) in
            guard let kind = ActivityKind(rawValue: try reader.text()) else { throw .unknownCode }
            let numbers = try reader.numbers(3)
            return ActivityLine(kind, number: numbers[0], uncounted: numbers[1], people: numbers[2])
        }
        let moved = try reader.numbers(5)
        (rotation.trips, rotation.mobileTrips, rotation.boxesReceived) = (moved[0], moved[1], moved[2])
        (rotation.copiesReceived, rotation.gifts) = (moved[3], moved[4])
        declared = try reader.list { reader throws(WireError) in
            guard let property = DeclaredProperty(rawValue: try reader.text()) else { throw .unknownCode }
            let numbers = try reader.numbers(4)
            return Declared(property, have: numbers[0], all: numbers[1], proven: numbers[2], silent: numbers[3])
        }
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
            let sent = try reader.texts(), missing = try reader.texts()
            let lines = try reader.list { reader throws(WireError) in
                ReportUnits.Line(
                    try reader.indicator(), units: try reader.optionalInt(), own: try reader.optionalInt())
            }
            units = ReportUnits(sent: sent, missing: missing, lines: lines)
        }
        try reader.finish()
    }

    private static let version = 1
}

extension ByteWriter {
    fileprivate mutating func put(_ sum: ReportFigures.Sum) {
        put(sum.value)
        put(sum.known)
        put(sum.expected)
    }
}

extension ByteReader {
    fileprivate mutating func numbers(_ count: Int) throws(WireError) -> [Int] {
        let numbers = try list { reader throws(WireError) in try reader.int() }
        guard numbers.count == count else { throw .outOfRange }
        return numbers
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
