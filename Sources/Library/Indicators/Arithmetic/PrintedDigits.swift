/// How many decimals a figure in percent needs so that print tells what is true.
package enum PrintedDigits {
    /// More are never printed.
    package static let most = 6

    /// At least `least`, and so many that the figure does not look like a line that
    /// it is not on: 59.996 % is not "60,0 %" where 60 % is asked.
    package static func decimals(of percent: Double, besides lines: [Double], least: Int = 1) -> Int {
        let others = lines.filter { abs($0 - percent) > RateGoal.grain * 100 }
        return (least..<most).first { decimals in
            let power = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
            return others.allSatisfy { (percent * power).rounded() != ($0 * power).rounded() }
        } ?? most
    }
}

extension RateGoal {
    /// Of a rate of growth, in percent, beside the goal's lines.
    package func decimals(of rate: Double) -> Int {
        PrintedDigits.decimals(of: rate * 100, besides: lines.map { $0 * 100 })
    }
}
