import ArgumentParser
import Foundation
import Moderation
import Scoring

struct WordlistImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Turn a foreign list into one of ours.",
        discussion: """
            plain: one term a line. wordpress: the keys under Settings, Discussion, which WordPress finds inside words too. \
            csv: a term and its points a line. What becomes of each line that is not taken as it stands is said on standard \
            error, and so are terms that are found in innocent words or stand in a list already. Read the result before you \
            use it: a foreign list knows nothing of what your readers write.

              tamis wordlist import words.txt --language de --category insult --points 4
              tamis wordlist import keys.txt --format wordpress --language fr --category casino --out mine.txt
            """)

    @Argument(help: "The file to import.", completion: .file())
    var file: String

    @Option(help: "The list's language, such as fr or ar-Latn; und for any.", completion: .wordlistLanguages)
    var language: String

    @Option(help: "The list's category, such as insult or casino.", completion: .wordlistCategories)
    var category: String

    @Option(help: "Points of terms without their own, at most 8.")
    var points = 3.0

    @Option(help: "spam or abuse (default: by the category).", completion: .list(Label.allCases.map(\.rawValue)))
    var label: String?

    @Option(
        help: "plain, wordpress or csv (default: by the file's name).",
        completion: .list(ImportFormat.allCases.map(\.rawValue)))
    var format: String?

    @Option(help: "Write the list here instead of to standard output.", completion: .file(extensions: ["txt"]))
    var out: String?

    @OptionGroup var options: WordlistOptions

    private static let abuse: Set<String> = ["insult", "hate", "threat", "sexual", "profanity", "dehumanising"]

    func validate() throws {
        if !WordlistLint.isGraded(points) { throw ValidationError("--points takes more than 0 and at most 8") }
        if let format, ImportFormat(rawValue: format) == nil {
            throw ValidationError("--format is plain, wordpress or csv")
        }
        if let label, Label(rawValue: label) == nil { throw ValidationError("--label is spam or abuse") }
    }

    func run() throws {
        let report: ImportReport
        do {
            guard let bytes = FileManager.default.contents(atPath: file) else {
                throw WordlistOptions.Problem(description: "\(file) cannot be read")
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw WordlistOptions.Problem(description: "\(file) is not UTF-8")
            }
            let header = WordlistImport.Header(
                language: language, label: label ?? (Self.abuse.contains(category) ? "abuse" : "spam"),
                category: category, points: points)
            let wanted =
                format.flatMap(ImportFormat.init(rawValue:)) ?? (file.lowercased().hasSuffix(".csv") ? .csv : .plain)
            let imported = try WordlistImport(text, format: wanted, header: header, file: out ?? "the new list")
            let lists = try WordlistFiles(folder: try options.folder()).lists()
            report = ImportReport(file: file, imported: imported, lists: lists)
            if !options.json || out != nil { try write(imported.list.text) }
        } catch let error as WordlistError {
            throw WordlistOptions.refused(error.what)
        } catch {
            throw WordlistOptions.refused("\(error)")
        }
        if options.json { try FileHandle.standardOutput.write(contentsOf: Data(report.json + [0x0A])) }
        for line in report.lines { Terminal.complain(line) }
        Terminal.complain(report.summary)
    }

    private func write(_ text: String) throws {
        if let out {
            // Never over a list that somebody wrote.
            try Data(text.utf8).write(to: URL(fileURLWithPath: out), options: .withoutOverwriting)
        } else {
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
        }
    }
}
