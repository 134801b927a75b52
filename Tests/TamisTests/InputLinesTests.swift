import Foundation
import Testing

@testable import tamis

@Suite struct InputLinesTests {
    /// What comes out of these bytes read through a file.
    private static func lines(_ bytes: [UInt8]) throws -> [Data] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("tamis-lines-\(UUID().uuidString)")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }  // a file left behind fails no test
        var reader = InputLines(try FileHandle(forReadingFrom: file))
        var lines: [Data] = []
        while let line = try reader.next() { lines.append(Data(line)) }
        return lines
    }

    @Test(arguments: [
        ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("a\r\n\nb\n", ["a", "", "b"]), ("\n", [""]),
    ])
    func `lines end at line feeds`(text: String, wanted: [String]) throws {
        #expect(try Self.lines(Array(text.utf8)) == wanted.map { Data($0.utf8) })
    }

    @Test func `lines longer than one reading come whole`() throws {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: 200_000)
        let lines = try Self.lines(long + [0x0A] + long + [0x0A])
        #expect(lines.map(\.count) == [200_000, 200_000])
    }

    @Test func `bytes that are not UTF-8 are refused and never repaired`() throws {
        #expect(throws: InputLines.Problem.self) { try InputLines.text(Data([0x61, 0xFF])) }
        #expect(try InputLines.text(Data("سلام".utf8)) == "سلام")
    }
}
