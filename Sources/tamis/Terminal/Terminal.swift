import Foundation
import Glibc

/// What standard output and standard error are connected to.
enum Terminal {
    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Columns for a table on standard output; nil when it goes to a file or another program, where nothing is cut.
    static var outputWidth: Int? { outputIsTerminal ? width(STDOUT_FILENO) : nil }

    /// COLUMNS when it is set, else what the terminal says, else 80.
    static func width(_ descriptor: Int32) -> Int {
        if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init), columns > 0 {
            return columns
        }
        var size = winsize()
        // The one way to ask, and it fills a value of ours that outlives the call.
        let answer = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size)
        return answer == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    static func complain(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
