import Foundation

/// What the kernel says of this process (proc(5)). What cannot be read is left out.
struct ProcessFigures {
    var cpuSeconds: Double?
    var residentBytes: Double?
    var openFiles: Double?

    /// Kernel and page sizes of every Linux that Swift runs on here: `sysconf(_SC_CLK_TCK)` is 100 by its ABI.
    private static let ticksPerSecond = 100.0

    init() {
        let stat = Self.words(of: "/proc/self/stat", after: ")")
        // Fields 14 and 15 of the page; the second, in parentheses, was cut off with the first.
        if stat.count > 12, let user = Double(stat[11]), let kernel = Double(stat[12]) {
            cpuSeconds = (user + kernel) / Self.ticksPerSecond
        }
        let memory = Self.words(of: "/proc/self/statm", after: nil)
        if memory.count > 1, let pages = Double(memory[1]) {
            residentBytes = pages * Double(sysconf(Int32(_SC_PAGESIZE)))
        }
        // The list itself holds one open while it is read.
        openFiles = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")).map { Double($0.count - 1) }
    }

    private static func words(of file: String, after mark: Character?) -> [Substring] {
        // Not there outside Linux: then there is nothing to say.
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return [] }
        let rest = mark.flatMap { text.lastIndex(of: $0).map { text[text.index(after: $0)...] } } ?? text[...]
        return rest.split(whereSeparator: \.isWhitespace)
    }
}
