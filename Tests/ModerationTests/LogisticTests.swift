import Foundation
import Moderation
import Testing

struct `The logistic function` {
    @Test
    func `agrees with the C library to six decimals, rises, and is even about one half`() {
        var last = 0.0
        for step in -4_000...4_000 {
            let x = Double(step) / 100
            let share = Logistic.probability(logOdds: x)
            #expect(abs(share - 1 / (1 + exp(-x))) <= 0.500_001e-6)
            #expect(share >= last)
            #expect(abs(share + Logistic.probability(logOdds: -x) - 1) <= 1e-6)
            last = share
        }
    }

    @Test(arguments: [(Double.infinity, 1.0), (-.infinity, 0), (.nan, 0.5), (1e300, 1), (-1e300, 0)])
    func `has an answer for every number`(x: Double, share: Double) {
        #expect(Logistic.probability(logOdds: x) == share)
    }
}
