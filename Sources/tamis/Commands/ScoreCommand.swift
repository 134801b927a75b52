import ArgumentParser
import Foundation
import Moderation
import Scoring

/// `tamis score`: comments from standard input, scores to standard output, one after the other in constant memory.
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "Score text from standard input.",
        discussion: """
            Reads one comment, or JSON Lines with --jsonl: {"id","text","lang"?,"author"?,"url"?} a line. No database \
            is needed, and nothing is kept.

              echo "nta 7mar" | tamis score --explain
              tamis score --jsonl < comments.jsonl > scores.jsonl
            """)

    @Option(help: "The site whose policy is used; without its own, the common one.", completion: .sites)
    var site: String?

    @Option(
        help: "A configuration file; lists and policy are looked for beside its folder first.",
        completion: .file(extensions: ["yaml"]))
    var config: String?

    @Option(help: "The model to ask; \"off\" for lists and rules alone.", completion: .file(extensions: ["tamis"]))
    var model: String?

    @Flag(help: "Say in words what was found, and where.")
    var explain = false

    @Flag(help: "Read one JSON object a line and write one a line.")
    var jsonl = false

    func run() throws {
        let scorer: Scorer
        do {
            scorer = try ScorerFiles(config: config, site: site, modelFile: model).scorer()
        } catch {
            throw refused("\(error)")
        }
        if jsonl { try scoreLines(scorer) } else { try scoreOne(scorer) }
    }

    private func scoreOne(_ scorer: Scorer) throws {
        guard let text = String(validating: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) else {
            throw refused("standard input is not UTF-8")
        }
        // A text typed or piped ends with a line end that is not part of it.
        let body = text.hasSuffix("\n") ? String(text.dropLast()) : text
        let score = scorer.score(CommentContent(body: body))
        var output = Output()
        if explain {
            output.write(Explanation(score: score, policy: scorer.policy, body: body).text)
        } else {
            output.write(ScoreLine(id: nil, score: score, policy: scorer.policy).json)
        }
        output.flush()
    }

    private func scoreLines(_ scorer: Scorer) throws {
        var output = Output()
        var number = 0
        var malformed = 0
        var lines = InputLines(FileHandle.standardInput)
        while let bytes = try lines.next() {
            number += 1
            if bytes.isEmpty { continue }
            do {
                let input = try ScoreInput(line: InputLines.text(bytes))
                let score = scorer.score(input.content)
                output.write(ScoreLine(id: input.id, score: score, policy: scorer.policy).json)
                if explain {
                    output.write(Explanation(score: score, policy: scorer.policy, body: input.content.body).text)
                }
            } catch {
                malformed += 1
                output.flush()
                complain("line \(number): \(error)")
            }
        }
        output.flush()
        if malformed > 0 { throw ExitCode(1) }
    }

    private func refused(_ what: String) -> ExitCode {
        complain(what)
        return ExitCode(1)
    }

    private func complain(_ what: String) {
        Terminal.complain("tamis score: \(what)")
    }
}

/// Lines on their way out, written in large pieces.
private struct Output {
    private var bytes: [UInt8] = []

    mutating func write(_ line: [UInt8]) {
        bytes.append(contentsOf: line)
        bytes.append(0x0A)
        if bytes.count > 1 << 16 { flush() }
    }

    mutating func write(_ text: String) {
        write(Array(text.utf8))
    }

    mutating func flush() {
        FileHandle.standardOutput.write(Data(bytes))
        bytes.removeAll(keepingCapacity: true)
    }
}
