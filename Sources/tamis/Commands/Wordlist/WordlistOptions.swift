import ArgumentParser
import Foundation
import Scoring

/// Which lists a command works with: those in force, and files beside them or in their place.
struct WordlistOptions: ParsableArguments {
    @Option(
        help: "A configuration file; lists are looked for beside its folder first.",
        completion: .file(extensions: ["yaml"]))
    var config: String?

    @Option(help: "The folder of lists (default: the shipped ones).", completion: .directory)
    var wordlists: String?

    @Flag(help: "Print one JSON document, for programs.")
    var json = false

    struct Problem: Error, CustomStringConvertible {
        var description: String
    }

    /// The folder of lists in force.
    func folder() throws(Problem) -> String {
        guard let folder = wordlists ?? ShippedFiles(config: config).path("wordlists") else {
            throw Problem(description: "no wordlists/ folder beside the configuration, here, or with the program")
        }
        return folder
    }

    /// All lists as far as they can be read, under the names in which they are told: those of `files` as they were
    /// given, in the place of the ones they replace. What cannot be read is told, and ends the command.
    func readings(with files: [String]) throws(ExitCode) -> [WordlistReading] {
        do {
            return try read(files)
        } catch {
            throw Self.refused("\(error)")
        }
    }

    private func read(_ files: [String]) throws -> [WordlistReading] {
        let folder = try folder()
        let replaced = Set(files.map(Self.full))
        var readings = try WordlistFiles(folder: folder).readings.filter { reading in
            !replaced.contains(Self.full(folder + "/" + reading.file))
        }
        for file in files {
            guard let bytes = FileManager.default.contents(atPath: file) else {
                throw Problem(description: "\(file) cannot be read")
            }
            readings.append(WordlistReading(bytes: Array(bytes), file: file))
        }
        return readings
    }

    private static func full(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }

    static func refused(_ what: String) -> ExitCode {
        Terminal.complain("tamis wordlist: \(what)")
        return ExitCode(1)
    }
}
