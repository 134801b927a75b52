/// The logistic function from additions, multiplications and divisions alone, which give the same bits on every machine;
/// the C library's `exp` differs in the last one from version to version.
package enum Logistic {
    /// 1 / (1 + e^-x), rounded to six decimals; 0 or 1 from about 14.5 on. Not a number counts as no evidence: 0.5.
    package static func probability(logOdds x: Double) -> Double {
        guard !x.isNaN else { return 0.5 }
        let share = 1 / (1 + exponential(-min(max(x, -40), 40)))
        return (share * 1_000_000).rounded() / 1_000_000
    }

    /// e^x for |x| ≤ 40: 2^k times the Taylor series of the rest, which is at most ln 2 / 2 and needs 14 terms for 52 bits.
    private static func exponential(_ x: Double) -> Double {
        let twos = (x / ln2).rounded()
        let rest = x - twos * ln2
        var sum = 1.0
        for term in stride(from: 14.0, through: 1, by: -1) { sum = 1 + sum * rest / term }
        return Double(sign: .plus, exponent: Int(twos), significand: sum)
    }

    /// The natural logarithm of x > 0: the exponent times ln 2 and the series of the inverse hyperbolic tangent of the rest,
    /// which is at most 1/3 and needs 17 terms for 52 bits.
    package static func logarithm(_ x: Double) -> Double {
        let part = (x.significand - 1) / (x.significand + 1)
        var sum = 0.0
        for term in stride(from: 33.0, through: 1, by: -2) { sum = sum * part * part + 1 / term }
        return Double(x.exponent) * ln2 + 2 * part * sum
    }

    private static let ln2 = 0.693_147_180_559_945_3
}
