import Library

/// The choices of the dashboard as a plain form.
struct DashboardForm {
    /// As far as it is known; what is open may be left so.
    var address: DashboardAddress
    var plans: [Plan]
    var directory: PlaceDirectory?
    var actor: Actor
    /// Nil where nothing could be shown: the form is then open.
    var isOpen = false

    func html(_ words: Words) -> HTML {
        let open: HTML = isOpen ? " open" : ""
        let months = address.months
        return """
            <details class="no-print"\(open)><summary>\(words[.dashboardChoose])</summary>
            <form class="form" action="\(text: SiteRoute.dashboard.pattern)">
            <div class="filters">
            \(Form.choice("chi-tieu", words[.dashboardTarget], targets(words), chosen: address.target ?? ""))
            \(Form.choice("don-vi", words[.dashboardNode], nodes(words), chosen: address.node?.written ?? "", group: (words[.dashboardFormer], former(words))))
            \(Form.choice("loai", words[.dashboardKind], kinds(words), chosen: address.kind?.rawValue ?? ""))
            \(Form.text("tu", words[.dashboardFrom], value: months?.lowerBound.description ?? "", type: "month"))
            \(Form.text("den", words[.dashboardTo], value: months?.upperBound.description ?? "", type: "month"))
            \(Form.text("goc", words[.dashboardBaseYear], value: address.baseYear.map(String.init) ?? "", type: "number"))
            </div>
            <fieldset class="group"><legend>\(words[.dashboardCounts])</legend><div class="options">\(indicators(words))</div></fieldset>
            <p><button class="button primary" type="submit">\(words[.dashboardShow])</button></p>
            </form></details>

            """
    }

    private func targets(_ words: Words) -> [(value: String, text: HTML)] {
        let all = plans.flatMap { plan in plan.targets.filter { $0.growth != nil } }
        return [(DashboardAddress.noTarget, words[.dashboardNoTarget])]
            + all.map { target -> (value: String, text: HTML) in
                let gaps: [String: HTML] = [
                    "name": given(target.name), "day": PlanWords.deadline(target, words),
                    "plan": given(target.id.plan.text),
                ]
                return (target.id.description, words(.dashboardTargetOption, gaps))
            }
    }

    /// Where the visitor's role reaches: the nodes it was given, and the units with
    /// points below them.
    private func nodes(_ words: Words) -> [(value: String, text: HTML)] {
        guard let directory else { return [] }
        let own = Permission.nodes(actor, .seeFigures)
        var list: [(value: String, text: HTML)] = []
        if own.contains(.library) { list.append((TreeNode.library.written, words[.dashboardAll])) }
        var used: Set<UnitID> = []
        for place in directory.places {
            var next: UnitID? = place.unit
            while let unit = next, used.insert(unit).inserted { next = directory.unit(unit)?.parent }
        }
        for unit in directory.units.sorted(by: { $0.kind.level < $1.kind.level }) {
            let node: TreeNode = .unit(unit.id)
            guard unit.validity.last == nil, used.contains(unit.id) || own.contains(node),
                let lineage = directory.lineage(of: node),
                Permission.allows(actor, .seeFigures, at: lineage)
            else { continue }
            list.append((node.written, PlaceNames.unit(unit, words)))
        }
        for place in directory.places where own.contains(.servicePoint(place.id)) {
            list.append((TreeNode.servicePoint(place.id).written, given(place.name)))
        }
        if let node = address.node, !list.contains(where: { $0.value == node.written }),
            !directory.formerUnits.contains(where: { .unit($0.id) == node })
        {
            list.append((node.written, name(of: node, directory, words)))
        }
        return list
    }

    private func name(of node: TreeNode, _ directory: PlaceDirectory, _ words: Words) -> HTML {
        if case .unit(let id) = node, let unit = directory.unit(id) { return PlaceNames.unit(unit, words) }
        let place = directory.points(within: node).first
        let text = if case .institution = node { place?.institutionName } else { place?.name }
        return given(text ?? node.written)
    }

    /// Units that have ended and have figures behind them, where the role reaches.
    private func former(_ words: Words) -> [(value: String, text: HTML)] {
        guard let directory else { return [] }
        return directory.formerUnits.filter { unit in
            directory.lineage(of: .unit(unit.id)).map { Permission.allows(actor, .seeFigures, at: $0) } ?? false
        }.map { (TreeNode.unit($0.id).written, PlaceNames.path(directory.path(of: $0.id), words)) }
    }

    private func kinds(_ words: Words) -> [(value: String, text: HTML)] {
        let present = Set(directory?.places.map(\.kind) ?? [])
        return [("", words[.dashboardEveryKind])]
            + ServicePointKind.allCases.filter { present.contains($0) || $0 == address.kind }
            .map { ($0.rawValue, words.name(of: $0)) }
    }

    private func indicators(_ words: Words) -> HTML {
        Indicator.allCases.filter(\.isAdditive).html { indicator -> HTML in
            let checked: HTML = address.counts.contains(indicator) ? " checked" : ""
            return """
                <label><input type="checkbox" name="chi-so" value="\(text: indicator.rawValue)"\(checked)><span>\(words.name(.indicator, indicator.rawValue))</span></label>

                """
        }
    }
}
