import CommentIntake
import Testing

struct XMLReaderTests {
    /// The events of a document that comes in pieces of `size` bytes.
    private func events(_ bytes: [UInt8], size: Int = 7) throws -> [XMLReader.Event] {
        var rest = bytes[...]
        var reader = XMLReader {
            let piece = Array(rest.prefix(size))
            rest = rest.dropFirst(size)
            return piece
        }
        var events: [XMLReader.Event] = []
        while let event = try reader.next() {
            if case .text(let more) = event, case .text(let text)? = events.last {
                events[events.count - 1] = .text(text + more)
            } else {
                events.append(event)
            }
        }
        return events
    }

    private func problem(_ text: String) -> XMLReader.Problem? {
        do {
            _ = try events(Array(text.utf8))
            return nil
        } catch { return error as? XMLReader.Problem }
    }

    @Test(arguments: [1, 2, 3, 7, 1000]) func `pieces of any size read the same`(size: Int) throws {
        let text = """
            \u{FEFF}<?xml version="1.0"?><!-- a > b -- ><b> --><a x='1 &amp; 2' y = "é">t&lt;&#233;&#x1F600;\
            <![CDATA[<b> & ]]]]><![CDATA[>]]><b/></a>

            """
        #expect(
            try events(Array(text.utf8), size: size) == [
                .begin("a", ["x": "1 & 2", "y": "é"]), .text("t<é😀<b> & ]]>"), .begin("b", [:]), .end("b"), .end("a"),
            ])
    }

    @Test func `what declares or includes is refused`() {
        #expect(problem("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>") == .declaration(line: 1))
        #expect(problem("<a>\n<!ENTITY b SYSTEM \"file:///etc/passwd\"></a>") == .declaration(line: 2))
    }

    @Test(arguments: [
        "<a>", "<a></b>", "<a x=1/>", "<a x='1' x='2'/>", "<a>&b;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#;</a>",
        "<a/>b", "<a/><b/>", "b", "", "<a", "<a x='<'/>", "<a>&amp</a>", "< a/>", "<a><![CDATA[</a>", "<a><!-- </a>",
        "<![CDATA[a]]><a/>", "<a>&#99999999999;</a>", "</a>",
    ]) func `malformed text is refused`(text: String) {
        guard case .malformed = problem(text) else {
            Issue.record("\(text) was taken")
            return
        }
    }

    @Test func `everything has a bound`() {
        let deep = String(repeating: "<a>", count: 65) + String(repeating: "</a>", count: 65)
        let many = "<a " + (0..<33).map { "x\($0)='1' " }.joined() + "/>"
        for text in [
            deep, many, "<\(String(repeating: "n", count: 129))/>", "<a x='\(String(repeating: "v", count: 8193))'/>",
        ] {
            guard case .tooMuch = problem(text) else {
                Issue.record("\(text.prefix(20)) has no bound")
                continue
            }
        }
    }

    @Test func `bytes that are not UTF-8 are refused with their line`() {
        #expect(throws: XMLReader.Problem.notUTF8(line: 2)) {
            try events(Array("<a>\n".utf8) + [0xFF] + Array("</a>".utf8))
        }
    }

    @Test func `long texts come in pieces that are whole`() throws {
        let text = String(repeating: "é€😀", count: 60_000)
        #expect(try events(Array("<a>\(text)</a>".utf8), size: 4096) == [.begin("a", [:]), .text(text), .end("a")])
    }

    /// Any change of a document is read or refused, and never anything else.
    @Test func `changed bytes never break the reader`() {
        let document = Array("<?xml version='1.0'?><r a='b&lt;'><i>t &amp; u</i><![CDATA[x]]><!-- c --><e/></r>".utf8)
        let signs = Array("<>&;/!?-[]'\"= a#x0\n".utf8) + [0, 0x80, 0xC3, 0xF0, 0xFF]
        var generator = SeededGenerator(state: 11)
        for _ in 0..<20_000 {
            var bytes = document
            for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = signs[Int.random(in: 0..<signs.count, using: &generator)]
                case 1: bytes.remove(at: place)
                default: bytes.insert(signs[Int.random(in: 0..<signs.count, using: &generator)], at: place)
                }
            }
            do { _ = try events(bytes, size: 16) } catch {
                if !(error is XMLReader.Problem) { Issue.record("\(error)") }
            }
        }
    }
}

/// The same numbers in every run.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
