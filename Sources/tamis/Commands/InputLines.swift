import Foundation

/// The lines of a stream one after the other, as bytes: what is not UTF-8 is refused, never repaired, or the places in
/// it would be places in another text.
struct InputLines {
    /// A longer line is refused as a whole.
    static let limitBytes = 16 << 20

    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    private let file: FileHandle
    private var waiting = Data()
    private var isAtEnd = false

    init(_ file: FileHandle) {
        self.file = file
    }

    /// The next line without its end; nil after the last.
    mutating func next() throws -> Data? {
        var searched = waiting.startIndex
        while true {
            if let end = waiting[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = waiting[..<end]
                waiting = waiting[(end + 1)...]
                return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            }
            if isAtEnd {
                defer { waiting = Data() }
                return waiting.isEmpty ? nil : waiting
            }
            guard waiting.count <= Self.limitBytes else {
                throw Problem(description: "a line is longer than \(Self.limitBytes) bytes")
            }
            searched = waiting.endIndex
            guard let more = try file.read(upToCount: 1 << 16), !more.isEmpty else {
                isAtEnd = true
                continue
            }
            // A fresh copy, so that what was taken is given back.
            let place = waiting.distance(from: waiting.startIndex, to: searched)
            waiting = Data(waiting) + more
            searched = waiting.index(waiting.startIndex, offsetBy: place)
        }
    }

    /// The text of a line, or where it stops being UTF-8.
    static func text(_ line: Data) throws(Problem) -> String {
        guard let text = String(validating: line, as: UTF8.self) else {
            throw Problem(description: "not UTF-8")
        }
        return text
    }
}
