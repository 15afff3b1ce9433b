import Glibc

/// When the moon is new and where the sun stands, in days of Việt Nam.
///
/// Jean Meeus, Astronomical Algorithms (2nd ed.), chapters 25 and 49; ΔT by
/// Espenak and Meeus. Against VSOP87 and the moon of XEphem, every Tết and
/// every leap month of 1901 to 2199 is the same.
enum MoonAndSun {
    /// The number of a new moon close to a day; 0 is that of 6 January 2000.
    static func newMoon(near day: Int) -> Int { Int((Double(day - 10_962) / 29.530588861).rounded(.down)) }

    /// The day, since 1970, on which new moon `number` falls at UTC+7.
    static func dayOfNewMoon(_ number: Int) -> Int { Int((newMoon(number) - epoch).rounded(.down)) }

    /// Which twelfth of its way the sun is in when a day begins; 0 begins at
    /// the equinox of March.
    static func majorTerm(atStartOf day: Int) -> Int { Int(longitudeOfSun(Double(day) + epoch) / 30) }

    /// The Julian date of the start of 1 January 1970 at UTC+7.
    private static let epoch = 2_440_587.5 - 7.0 / 24

    /// In degrees, 0 to 360; to 0.01°, a quarter of an hour.
    private static func longitudeOfSun(_ julian: Double) -> Double {
        let t = (julian + lag(2000 + (julian - 2_451_545) / 365.25) - 2_451_545) / 36_525
        let m = radians(357.52911 + 35_999.05029 * t - 0.0001537 * t * t)
        let centre =
            (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin(m) + (0.019993 - 0.000101 * t) * sin(2 * m)
            + 0.000289 * sin(3 * m)
        let nutation = 0.00569 + 0.00478 * sin(radians(125.04 - 1934.136 * t))
        let longitude = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t + centre - nutation
        return longitude - 360 * (longitude / 360).rounded(.down)
    }

    /// The Julian date, in universal time.
    private static func newMoon(_ number: Int) -> Double {
        let k = Double(number), t = k / 1236.85
        let mean = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t - 0.000000150 * t * t * t
        let e = 1 - 0.002516 * t - 0.0000074 * t * t
        let sun = radians(2.5534 + 29.10535670 * k - 0.0000014 * t * t)
        let moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
        let node = radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
        var sum = -0.00017 * sin(radians(124.7746 - 1.56375588 * k + 0.0020672 * t * t))
        for term in periodic {
            let angle = term.moon * moon + term.sun * sun + term.node * node
            sum += term.days * pow(e, abs(term.sun)) * sin(angle)
        }
        sum += 0.000325 * sin(radians(299.77 + 0.107408 * k - 0.009173 * t * t))
        for term in planetary { sum += term.days * sin(radians(term.start + term.step * k)) }
        return mean + sum - lag(2000 + k / 12.3685)
    }

    /// ΔT in days: by how much the clock of the planets goes before ours.
    private static func lag(_ year: Double) -> Double {
        let seconds: Double
        switch year {
        case ..<1961:
            let t = year - 1950
            seconds = 29.07 + 0.407 * t - t * t / 233 + t * t * t / 2547
        case ..<1986:
            let t = year - 1975
            seconds = 45.45 + 1.067 * t - t * t / 260 - t * t * t / 718
        case ..<2005:
            let t = year - 2000
            seconds =
                63.86 + t * (0.3345 + t * (-0.060374 + t * (0.0017275 + t * (0.000651814 + t * 0.00002373599))))
        case ..<2050:
            let t = year - 2000
            seconds = 62.92 + 0.32217 * t + 0.005589 * t * t
        default:
            let t = (year - 1820) / 100
            seconds = -20 + 32 * t * t - 0.5628 * (2150 - year)
        }
        return seconds / 86_400
    }

    private static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

    /// Table 49.A, new moon: multiples of the moon's and the sun's anomaly and of
    /// the moon's distance from its node.
    private static let periodic: [(days: Double, moon: Double, sun: Double, node: Double)] = [
        (-0.40720, 1, 0, 0), (0.17241, 0, 1, 0), (0.01608, 2, 0, 0), (0.01039, 0, 0, 2), (0.00739, 1, -1, 0),
        (-0.00514, 1, 1, 0), (0.00208, 0, 2, 0), (-0.00111, 1, 0, -2), (-0.00057, 1, 0, 2), (0.00056, 2, 1, 0),
        (-0.00042, 3, 0, 0), (0.00042, 0, 1, 2), (0.00038, 0, 1, -2), (-0.00024, 2, -1, 0), (-0.00007, 1, 2, 0),
        (0.00004, 2, 0, -2), (0.00004, 0, 3, 0), (0.00003, 1, 1, -2), (0.00003, 2, 0, 2), (-0.00003, 1, 1, 2),
        (0.00003, 1, -1, 2), (-0.00002, 1, -1, -2), (-0.00002, 3, 1, 0), (0.00002, 4, 0, 0),
    ]

    private static let planetary: [(days: Double, start: Double, step: Double)] = [
        (0.000165, 251.88, 0.016321), (0.000164, 251.83, 26.651886), (0.000126, 349.42, 36.412478),
        (0.000110, 84.66, 18.206239), (0.000062, 141.74, 53.303771), (0.000060, 207.14, 2.453732),
        (0.000056, 154.84, 7.306860), (0.000047, 34.52, 27.261239), (0.000042, 207.19, 0.121824),
        (0.000040, 291.34, 1.844379), (0.000037, 161.72, 24.198154), (0.000035, 239.56, 25.513099),
        (0.000023, 331.55, 3.592518),
    ]
}
