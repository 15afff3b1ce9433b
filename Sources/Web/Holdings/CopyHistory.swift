import Library

/// The names a copy's page says.
struct CopyNames {
    var points: [ServicePointID: String]
    var boxes: [BoxID: String]

    /// The numbers whose names are needed.
    struct Needed {
        var points: Set<ServicePointID> = []
        var boxes: Set<BoxID> = []

        init(copy: CopyState, history: [AcceptedEvent], places: [CustodyEntry]) {
            points = [copy.owner, copy.holder]
            if let planned = copy.plannedHolder { points.insert(planned) }
            if let box = copy.box { boxes.insert(box) }
            for event in history {
                let told = CopyHistory.told(event.event.fact)
                if let point = told.point { points.insert(point) }
                if let box = told.box { boxes.insert(box) }
            }
            for place in places { add(place.custody) }
        }

        private mutating func add(_ custody: Custody) {
            switch custody {
            case .at(let point, let box):
                points.insert(point)
                if let box { boxes.insert(box) }
            case .travelling(let from, let to, let box):
                points.formUnion([from, to])
                boxes.insert(box)
            case .missing(let last), .gone(let last): points.insert(last)
            }
        }
    }

    func name(_ point: ServicePointID) -> HTML { given(points[point] ?? "–") }
    func number(_ box: BoxID) -> HTML { given(boxes[box] ?? "–") }
}

/// What happened to a copy, in sentences.
struct CopyHistory {
    var names: CopyNames
    var words: Words

    /// What a fact tells besides its sentence.
    struct Told {
        var phrase: HoldingsPhrase
        var point: ServicePointID?
        var box: BoxID?
        var day: Day?
        var document: String?
    }

    static func told(_ fact: LedgerFact) -> Told {
        switch fact {
        case .copyRegistered(_, _, let owner): Told(phrase: .eventRegistered, point: owner)
        case .copyDescribed: Told(phrase: .eventDescribed)
        case .copySeen(_, let point): Told(phrase: .eventSeen, point: point)
        case .copyMissing(_, let point): Told(phrase: .eventMissing, point: point)
        case .copyWithdrawn(_, let document): Told(phrase: .eventWithdrawn, document: document)
        case .loanOpened(_, let opening): Told(phrase: .eventLoanOpened, point: opening.point, day: opening.dueOn)
        case .loanRenewed(_, _, let point, let day): Told(phrase: .eventLoanRenewed, point: point, day: day)
        case .loanReturned(_, _, let point): Told(phrase: .eventLoanReturned, point: point)
        case .loanLost(_, _, let point): Told(phrase: .eventLoanLost, point: point)
        case .copyUnregistered: Told(phrase: .eventUnregistered)
        case .copyHanded(_, let point): Told(phrase: .eventHanded, point: point)
        case .usedInHouse(_, let point): Told(phrase: .eventUsed, point: point)
        case .holdReady(_, _, let point): Told(phrase: .eventHoldReady, point: point)
        case .copyPacked(_, let box): Told(phrase: .eventPacked, box: box)
        case .copyUnpacked(_, let box): Told(phrase: .eventUnpacked, box: box)
        case .copyCounted(_, let box): Told(phrase: .eventCounted, box: box)
        case .loanQuestioned, .holdPlaced, .holdEnded, .boxOpened, .linePacked, .boxActed, .lineCounted,
            .exceptionResolved:
            Told(phrase: .eventOther)
        }
    }

    func sentence(_ event: AcceptedEvent) -> HTML {
        let told = Self.told(event.event.fact)
        var gaps: [String: HTML] = [:]
        if let point = told.point { gaps["point"] = names.name(point) }
        if let box = told.box { gaps["box"] = names.number(box) }
        if let day = told.day { gaps["day"] = PlaceNames.day(day) }
        if let document = told.document { gaps["document"] = given(document) }
        let sentence = words(told.phrase, gaps)
        guard let conflict = event.conflict else { return sentence }
        return words(.copyHistoryRefused, ["event": sentence]) + " "
            + words.name(.ledgerConflict, conflict.rawValue)
    }

    /// A place of the list of places.
    func place(_ custody: Custody) -> HTML {
        switch custody {
        case .at(let point, _): words(.copyPlaceAt, ["point": names.name(point)])
        case .travelling(let from, let to, _):
            words(.copyPlaceTravelling, ["from": names.name(from), "to": names.name(to)])
        case .missing(let last): words(.copyPlaceMissing, ["point": names.name(last)])
        case .gone(let last): words(.copyPlaceGone, ["point": names.name(last)])
        }
    }

    /// "Cuối ngày 15/9/2026: ở …", or that it was not in the register yet.
    func answer(_ custody: Custody?, on day: Day) -> HTML {
        let date = PlaceNames.day(day)
        return switch custody {
        case nil: words(.copyWhereBefore, ["day": date])
        case .at(let point, nil): words(.copyWhereAt, ["day": date, "point": names.name(point)])
        case .at(let point, let box?):
            words(.copyWhereBox, ["day": date, "point": names.name(point), "box": names.number(box)])
        case .travelling(let from, let to, let box):
            words(
                .copyWhereTravelling,
                ["day": date, "from": names.name(from), "to": names.name(to), "box": names.number(box)])
        case .missing(let last): words(.copyWhereMissing, ["day": date, "point": names.name(last)])
        case .gone(let last): words(.copyWhereGone, ["day": date, "point": names.name(last)])
        }
    }
}
