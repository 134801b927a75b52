import Foundation
import Moderation
import Testing

struct `Written JSON` {
    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        String(decoding: JSONWriter.object(write), as: UTF8.self)
    }

    @Test
    func `has its members in the order of writing and commas between them only`() {
        let json = text {
            $0.member("a", 1)
            $0.object("b") { _ in }
            $0.array("c") { _ in }
            $0.member("d", ["x", "y"])
            $0.member("e", String?.none)
            $0.array("f") {
                $0.object { $0.member("g", true) }
                $0.value(2)
                $0.array { $0.value("z") }
            }
            $0.raw("h", Array("[1]".utf8))
            $0.member("i", false)
        }
        #expect(json == #"{"a":1,"b":{},"c":[],"d":["x","y"],"e":null,"f":[{"g":true},2,["z"]],"h":[1],"i":false}"#)
    }

    @Test(arguments: [
        ("", #""""#), ("a\"b\\c/d", #""a\"b\\c/d""#), ("\n\r\t", #""\n\r\t""#),
        ("\0\u{1}\u{8}\u{C}\u{1F}", #""\u0000\u0001\u0008\u000c\u001f""#),
        ("\u{7F}é😀مرحبا", "\"\u{7F}é😀مرحبا\""), ("\u{2028}", "\"\u{2028}\""), ("</script>", #""</script>""#),
    ])
    func `escapes what RFC 8259 says and nothing else`(plain: String, quoted: String) {
        #expect(text { $0.member("k", plain) } == "{\"k\":\(quoted)}")
    }

    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (1, "1"), (0.5, "0.5"), (0.25, "0.25"), (0.125, "0.125"), (0.0004, "0"),
        (0.0005, "0.001"),
        (-0.0004, "0"), (-2.4, "-2.4"), (-0.05, "-0.05"), (2.999, "2.999"), (2.9996, "3"), (12.001, "12.001"),
        (1_000_000.01, "1000000.01"), (1e300, "1000000000000000"), (-1e300, "-1000000000000000"),
        (.infinity, "1000000000000000"), (.nan, "0"),
    ])
    func `gives numbers to three places`(number: Double, written: String) {
        #expect(text { $0.member("k", number) } == "{\"k\":\(written)}")
    }

    @Test(arguments: [(0.006693, "0.006693"), (0.5, "0.5"), (0.999_999_6, "1"), (-0.000_001, "-0.000001")])
    func `gives as many places as it is asked for`(number: Double, written: String) {
        #expect(text { $0.member("k", number, decimals: 6) } == "{\"k\":\(written)}")
    }

    @Test(arguments: 0..<20)
    func `is read back by another reader as it was`(seed: UInt64) throws {
        var random = Numbers(state: seed)
        let pool: [ClosedRange<UInt32>] = [
            0...0x7F, 0...0x1F, 0x22...0x5C, 0x80...0x7FF, 0x600...0x6FF, 0x1F600...0x1F64F,
        ]
        for _ in 0..<50 {
            var plain = ""
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                let range = pool.randomElement(using: &random) ?? 0...0x7F
                plain.unicodeScalars.append(Unicode.Scalar(UInt32.random(in: range, using: &random)) ?? " ")
            }
            let number = Int.random(in: -1_000_000...1_000_000, using: &random)
            let bytes = JSONWriter.object {
                $0.member("text", plain)
                $0.member("number", number)
                $0.member("points", Double(number) / 1000)
            }
            let read = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
            #expect((read["text"] as? String).map { Array($0.utf8) } == Array(plain.utf8))
            #expect(read["number"] as? Int == number)
            #expect(read["points"] as? Double == Double(number) / 1000)
        }
    }
}

/// The same numbers at every run.
struct Numbers: RandomNumberGenerator {
    var state: UInt64

    /// SplitMix64 (Steele, Lea, Flood 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
