import ArgumentParser
import Foundation
import Moderation
import Scoring

struct WordlistShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what a term folds to, which lists hold it, and what it matches.",
        discussion: """
            Terms are written as in a list: "*" leaves a word open, {a,b} gives alternatives, and behind a TAB stand points \
            and flags. Quote them, or the shell takes the stars.

              tamis wordlist show 'c{o,0}nnard{,s}'
              tamis wordlist show 'zut*' --in "zuuuut! z.u.t? zutique"
              tamis wordlist show $'كلبة\\t5\\tarabizi'
            """)

    @Argument(help: "Terms as a list has them.")
    var terms: [String]

    @Option(name: .customLong("in"), help: "A text to look for them in.")
    var text: String?

    @Option(help: "The language of the lists they would stand in.", completion: .wordlistLanguages)
    var language = "und"

    @OptionGroup var options: WordlistOptions

    /// Spellings shown of one term.
    private static let mostSpellings = 12

    func run() throws {
        var explanations: [TermExplanation] = []
        do {
            let lists = try WordlistFiles(folder: try options.folder()).lists()
            for term in terms {
                explanations.append(try TermExplanation(term, in: lists, language: language, finding: text))
            }
        } catch let error as WordlistError {
            throw WordlistOptions.refused("\(error.file): \(error.what)")
        } catch {
            throw WordlistOptions.refused("\(error)")
        }
        if options.json {
            try FileHandle.standardOutput.write(contentsOf: Data(document(explanations) + [0x0A]))
        } else {
            print(explanations.map(shown).joined(separator: "\n\n"))
        }
    }

    private func shown(_ explanation: TermExplanation) -> String {
        var lines = [
            explanation.term.replacing("\t", with: " "), "folds to   " + Self.first(explanation.spellings),
        ]
        if !explanation.arabizi.isEmpty { lines.append("typed      " + Self.first(explanation.arabizi)) }
        if let text {
            let pieces = explanation.found.map { range in
                "“" + String(decoding: Array(text.utf8)[range], as: UTF8.self) + "”@\(range.lowerBound)"
            }
            lines.append("found      " + (pieces.isEmpty ? "nothing" : pieces.joined(separator: " ")))
        }
        guard !explanation.holders.isEmpty else { return lines.joined(separator: "\n") + "\nlists      none holds it" }
        let columns = [
            ("where", true), ("term", true), ("points", false), ("flags", false), ("how", false), ("not in", true),
        ]
        let table = TextTable(
            columns.map { TextTable.Column(title: $0.0, shrinks: $0.1) },
            explanation.holders.map { holder in
                [
                    "\(holder.file):\(holder.line)", holder.term, "\(holder.points)",
                    holder.flags.joined(separator: ","),
                    holder.isSame ? "same" : "found in it", holder.exceptions.joined(separator: "; "),
                ]
            })
        return lines.joined(separator: "\n") + "\n\n" + table.text(width: Terminal.outputWidth)
    }

    private static func first(_ spellings: [String]) -> String {
        let shown = spellings.prefix(mostSpellings).map { "“\($0)”" }.joined(separator: " ")
        return spellings.count > mostSpellings ? "\(shown) … (\(spellings.count) spellings)" : shown
    }

    private func document(_ explanations: [TermExplanation]) -> [UInt8] {
        JSONWriter.object { json in
            json.array("terms") { list in
                for explanation in explanations {
                    list.object { explanation.write(into: &$0, in: text) }
                }
            }
        }
    }
}

extension TermExplanation {
    fileprivate func write(into json: inout JSONWriter, in text: String?) {
        json.member("term", term)
        json.member("spellings", spellings)
        json.member("arabizi", arabizi)
        if text != nil {
            json.array("found") { list in
                for range in found {
                    list.object { json in
                        json.member("begin", range.lowerBound)
                        json.member("end", range.upperBound)
                    }
                }
            }
        }
        json.array("lists") { list in
            for holder in holders {
                list.object { json in
                    json.member("file", holder.file)
                    json.member("line", holder.line)
                    json.member("category", holder.category)
                    json.member("term", holder.term)
                    json.member("points", holder.points)
                    json.member("flags", holder.flags)
                    json.member("why", holder.why)
                    json.member("exceptions", holder.exceptions)
                    json.member("same", holder.isSame)
                }
            }
        }
    }
}
