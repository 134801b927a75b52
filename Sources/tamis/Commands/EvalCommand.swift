import ArgumentParser
import Foundation
import Moderation
import Scoring

/// `tamis eval`: how well labelled comments are told apart.
struct EvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Measure accuracy on labelled comments.",
        discussion: """
            Reads JSON Lines, {"id","text","label":"spam"|"abuse"|"clean","lang"?,"source"?,"sublabel"?,"author"?,"url"?} \
            a line, scores every row with the lists and the policy in force, and prints for each set and task:

              P R F1     precision, recall, F1 of the label at probability 0.5
              mF1        mean of the F1 of the label and of the rest
              AUC AP     area under the ROC curve, average precision
              FPR        share of the clean rows that reach 0.5
              R@1%       recall when 1 % of this set's clean rows may pass the threshold
              R@g1%      the same with one threshold for all sets together
              F1max      the best F1 any threshold gives

            A set is a row's "source", else the name of its file. Measure a change before and after:

              tamis eval gold/ --json > before.json
              tamis eval gold/ --wordlists my-lists --rules
              tamis eval gold/news.jsonl --false-positives 20 --missed 20
            """)

    @Argument(help: "Labelled files, or folders of .jsonl files.", completion: .file(extensions: ["jsonl"]))
    var gold: [String]

    @Option(
        help: "A configuration file; lists and policy are looked for beside its folder first.",
        completion: .file(extensions: ["yaml"]))
    var config: String?

    @Option(help: "The policy to measure.", completion: .file(extensions: ["yaml"]))
    var policy: String?

    @Option(help: "The folder of wordlists to measure.", completion: .directory)
    var wordlists: String?

    @Option(help: "The model to measure; \"off\" for lists and rules alone.", completion: .file(extensions: ["tamis"]))
    var model: String?

    @Flag(help: "Learn the model anew for each fifth of the rows from the four others, and measure it on that fifth.")
    var fiveFold = false

    @Flag(help: "Learn the model anew for each set from all others, and measure it on that set.")
    var leaveOneOut = false

    @Flag(
        help: """
            Learn as a site does: each row is predicted first and then learned from, every set anew. With \
            --leave-one-out the model has not seen the set either.
            """)
    var online = false

    @Option(help: "Never learn from this set (with --five-fold, --leave-one-out); may be given again.")
    var without: [String] = []

    @Option(help: "Keep only this set; may be given again.")
    var only: [String] = []

    @Flag(help: "How each signal fares: rows hit, S/O, precision by language, points against the log-odds of the data.")
    var rules = false

    @Flag(help: "Accuracy by sub-label.")
    var sublabels = false

    @Option(help: "Show the N clean rows of each set that were flagged most strongly, with what was found.")
    var falsePositives = 0

    @Option(help: "Show N rows of each set that were wrongly approved, those nearest to being flagged first.")
    var missed = 0

    @Flag(help: "Print one JSON document, for programs.")
    var json = false

    func validate() throws {
        if gold.isEmpty { throw ValidationError("name labelled files or folders") }
        if fiveFold && leaveOneOut { throw ValidationError("--five-fold or --leave-one-out, not both") }
        if online && fiveFold { throw ValidationError("--online goes with --leave-one-out, not with --five-fold") }
        if !(fiveFold || leaveOneOut) && !without.isEmpty { throw ValidationError("--without needs a model to learn") }
        if model != nil && (fiveFold || leaveOneOut) { throw ValidationError("--model is not learned anew") }
        if falsePositives < 0 || missed < 0 { throw ValidationError("a number of rows cannot be negative") }
    }

    func run() async throws {
        let scorer: Scorer
        let files: LabelledFiles
        do {
            scorer = try ScorerFiles(
                config: config, policyFile: policy, wordlistsFolder: wordlists,
                modelFile: validation == nil ? model : ScorerFiles.noModel
            ).scorer()
            files = try LabelledFiles(gold)
        } catch {
            throw refused("\(error)")
        }
        var learned: OnlineRun?
        let run: EvaluationRun
        if online {
            let (evaluated, lines) = try await predictAndLearn(files, scorer)
            (run, learned) = (evaluated, lines)
        } else {
            run = try await score(files, with: scorer)
        }
        var options = Evaluation.Options()
        options.sublabels = sublabels
        let evaluation = Evaluation(run.sets, options: options)
        if evaluation.sets.isEmpty { throw refused(only.isEmpty ? "there is no row" : "--only keeps no row") }
        try FileHandle.standardOutput.write(
            contentsOf: json ? document(evaluation, run, learned, scorer) : Data(text(evaluation, run, learned).utf8))
    }

    private var validation: Validation? {
        fiveFold ? .fiveFold : leaveOneOut ? .leaveOneOut : nil
    }

    private func score(_ files: LabelledFiles, with scorer: Scorer) async throws -> EvaluationRun {
        if let validation { return try await validate(files, validation, scorer) }
        var run = EvaluationRun(only: only, falsePositives: falsePositives, missed: missed)
        let scoring = LabelledScoring(scorer: scorer)
        let meter = ProgressMeter()
        var done = 0
        var wrong = 0
        do {
            try await files.forEachBatch { lines in
                for (line, outcome) in zip(lines, await scoring.score(lines)) {
                    do {
                        try run.add(try outcome.get(), of: line)
                    } catch {
                        wrong += 1
                        meter.end()
                        if wrong <= Self.mostComplaints { complain("\(error)") }
                    }
                    done += line.bytes.count + 1
                }
                meter.show(AdminProgress(what: "scoring", done: done, total: files.byteCount))
            }
        } catch {
            meter.end()
            throw refused("\(error)")
        }
        meter.end()
        if wrong > Self.mostComplaints { complain("\(wrong - Self.mostComplaints) more lines are wrong") }
        if wrong > 0 { throw ExitCode(1) }
        return run
    }

    private func validate(_ files: LabelledFiles, _ validation: Validation, _ scorer: Scorer) async throws
        -> EvaluationRun
    {
        let meter = ProgressMeter()
        defer { meter.end() }
        do {
            let rows = try await TrainingRows(files, scorer: scorer) { meter.show($0) }
            var run = EvaluationRun(only: only, falsePositives: falsePositives, missed: missed)
            try await ValidationRun(rows: rows, scorer: scorer, without: Set(without)).run(validation, only: Set(only))
            {
                row, line in
                try run.add(row, of: line)
            } progress: {
                meter.show($0)
            }
            return run
        } catch {
            throw refused("\(error)")
        }
    }

    private func predictAndLearn(_ files: LabelledFiles, _ scorer: Scorer) async throws
        -> (EvaluationRun, OnlineRun)
    {
        let meter = ProgressMeter()
        defer { meter.end() }
        do {
            let rows = try await TrainingRows(files, scorer: scorer) { meter.show($0) }
            var run = EvaluationRun(only: only, falsePositives: falsePositives, missed: missed)
            var online = OnlineRun()
            let sets = Dictionary(grouping: rows.rows.indices, by: rows.set).filter {
                only.isEmpty || only.contains($0.key)
            }
            for (done, set) in sets.keys.sorted().enumerated() {
                var scorer = scorer
                if leaveOneOut {
                    let others = rows.rows.indices.filter {
                        rows.set(of: $0) != set && !without.contains(rows.set(of: $0))
                    }
                    scorer.model = LinearModel.learned(from: rows.set, rows: others)
                }
                let items = (sets[set] ?? []).map { (row: rows.rows[$0], line: rows.lines[$0]) }
                try online.run(items, set: set, by: scorer) { try run.add($0, of: $1) }
                meter.show(AdminProgress(what: "learning", done: done + 1, total: sets.count))
            }
            return (run, online)
        } catch {
            throw refused("\(error)")
        }
    }

    private static let mostComplaints = 20

    private func text(_ evaluation: Evaluation, _ run: EvaluationRun, _ learned: OnlineRun?) -> String {
        let width = Terminal.outputWidth
        var parts = [EvaluationTables(evaluation: evaluation).text(width: width)]
        if let learned { parts.append(learned.text(width: width)) }
        if rules { parts.append(RuleTable(rules: run.rules.rules).text(width: width)) }
        if falsePositives > 0 {
            parts.append(run.falsePositives.text(title: "CLEAN ROWS FLAGGED, strongest first", width: width))
        }
        if missed > 0 {
            parts.append(run.missed.text(title: "HARMFUL ROWS APPROVED, nearest to a flag first", width: width))
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func document(
        _ evaluation: Evaluation, _ run: EvaluationRun, _ learned: OnlineRun?, _ scorer: Scorer
    ) -> Data {
        let json = JSONWriter.object { json in
            json.object("versions") { json in
                json.member("engine", Scorer.engineVersion)
                json.member("policy", scorer.policy.version)
                json.member("lists", scorer.listsVersion)
                json.member("model", scorer.versions.model)
            }
            evaluation.write(into: &json)
            learned?.write(into: &json)
            if rules { RuleTable(rules: run.rules.rules).write(into: &json) }
            if falsePositives > 0 { run.falsePositives.write("false_positives", into: &json) }
            if missed > 0 { run.missed.write("missed_rows", into: &json) }
        }
        return Data(json + [0x0A])
    }

    private func refused(_ what: String) -> ExitCode {
        complain(what)
        return ExitCode(1)
    }

    private func complain(_ what: String) {
        Terminal.complain("tamis eval: \(what)")
    }
}
