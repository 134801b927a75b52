import ArgumentParser
import Foundation
import Moderation
import Scoring

/// `tamis learn`: models and sites learn from labelled comments.
struct LearnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn", abstract: "Learn from labelled comments: a model, or what one site knows.",
        discussion: """
            A site learns from its moderators by itself, decision by decision, and takes back what is undone. Labelled files \
            teach it too:

              tamis learn ours.jsonl --site default
              tamis learn show --site default
              tamis learn export --site default > lessons.jsonl
              tamis learn reset --site default

            A model is learned for all sites, from many texts:

              tamis learn gold/ --out config/model.tamis
            """,
        subcommands: [Labelled.self, Show.self, Export.self, Reset.self], defaultSubcommand: Labelled.self)

    struct Labelled: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "from", abstract: "Learn from labelled files.",
            discussion: """
                Files as `tamis eval` reads them. With --site that site learns each text under its id; a text that was \
                learned under the same id before is replaced. Lines of `tamis learn export` are taken too.

                With --out every row is scored with the lists and the policy in force, and a model learned of what to add to \
                them: one weight for each word and run of letters, and for each signal. The same rows, lists and policy give \
                the same file, byte for byte. Learn anew after lists or rules have changed, and measure before:

                  tamis eval gold/ --five-fold
                  tamis eval gold/ --leave-one-out
                  tamis learn gold/ --out config/model.tamis
                """)

        @OptionGroup var store: StoreOptions
        @Argument(help: "Labelled files, or folders of .jsonl files.", completion: .file(extensions: ["jsonl"]))
        var labelled: [String]

        @Option(help: "The site that learns.", completion: .sites)
        var site: String?

        @Option(help: "Where a model is written.", completion: .file(extensions: ["tamis"]))
        var out: String?

        @Option(help: "Never learn from this set; may be given again.")
        var without: [String] = []

        @Option(help: "The policy to learn a model beside.", completion: .file(extensions: ["yaml"]))
        var policy: String?

        @Option(help: "The folder of wordlists to learn a model beside.", completion: .directory)
        var wordlists: String?

        func validate() throws {
            if labelled.isEmpty { throw ValidationError("name labelled files or folders") }
            if (site == nil) == (out == nil) {
                throw ValidationError("--out for a model, or --site for a site that learns")
            }
        }

        func run() async throws {
            let meter = ProgressMeter()
            defer { meter.end() }
            do {
                if let site { try await teach(site, meter) }
                if let out { try await learnModel(out, meter) }
            } catch let code as ExitCode {
                throw code
            } catch {
                meter.end()
                Terminal.complain("tamis learn: \(error)")
                throw ExitCode(1)
            }
        }

        private func learnModel(_ out: String, _ meter: ProgressMeter) async throws {
            let scorer = try ScorerFiles(
                config: store.folder.config, policyFile: policy, wordlistsFolder: wordlists,
                modelFile: ScorerFiles.noModel
            ).scorer()
            let rows = try await TrainingRows(try LabelledFiles(labelled), scorer: scorer) { meter.show($0) }
            let used = rows.rows.indices.filter { !without.contains(rows.set(of: $0)) }
            if used.isEmpty { throw LabelledFiles.Problem(description: "there is no row") }
            for set in without where !rows.rows.indices.contains(where: { rows.set(of: $0) == set }) {
                throw LabelledFiles.Problem(description: "--without \(set): there is no such set")
            }
            let model = LinearModel.learned(from: rows.set, rows: used)
            meter.end()
            let bytes = ModelFile.bytes(of: model)
            try Data(bytes).write(to: URL(fileURLWithPath: out), options: .atomic)
            print("\(out): model \(model.version), \(bytes.count) bytes, from \(used.count) rows")
        }

        /// Most bytes of lessons sent at once.
        private static let batchBytes = 512 * 1024

        private func teach(_ site: String, _ meter: ProgressMeter) async throws {
            let files = try LabelledFiles(labelled)
            var batch: [LessonLine] = []
            var (bytes, done, count) = (0, 0, 0)
            func send() async throws {
                guard !batch.isEmpty else { return }
                let answer = try await store.ask(.learn(site: site, batch))
                if answer.failure != nil { try store.finish(answer) }
                count += batch.count
                (batch, bytes) = ([], 0)
            }
            try await files.forEachBatch { lines in
                for line in lines {
                    if let lesson = try Self.lesson(line, without: without) {
                        batch.append(lesson)
                        bytes += lesson.places.utf8.count + 200
                    }
                    if bytes > Self.batchBytes { try await send() }
                    done += line.bytes.count + 1
                }
                meter.show(AdminProgress(what: "learning", done: done, total: files.byteCount))
            }
            try await send()
            meter.end()
            try store.finish(
                .done("\(site): \(count) texts learned", [AdminField("learned", .integer(count))]))
        }

        private static func lesson(_ line: LabelledFiles.Line, without: [String]) throws -> LessonLine? {
            // A line of an export is no labelled text; anything that is neither is told of as the latter.
            if let exported = try? JSONDecoder().decode(LessonLine.self, from: line.bytes), exported.lesson != nil {
                return exported
            }
            do {
                let row = try LabelledRow(line: line.bytes)
                return without.contains(row.source ?? line.set) ? nil : LessonLine(row)
            } catch {
                throw LabelledFiles.Problem(description: "\(line.file):\(line.number): \(error)")
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "How many lessons a site has, and the digest that receipts name.",
            discussion: "  tamis learn show --site default")
        @OptionGroup var store: StoreOptions
        @Option(help: "The site.", completion: .sites)
        var site: String

        func run() async throws { try await store.run(.learned(site: site)) }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a site's lessons as JSON Lines; no word can be read from them.",
            discussion: """
                Another site, or this one after a reset, learns the same from it:

                  tamis learn export --site default > lessons.jsonl
                  tamis learn lessons.jsonl --site other
                """)
        @OptionGroup var store: StoreOptions
        @Option(help: "The site.", completion: .sites)
        var site: String

        func run() async throws {
            var after = ""
            while true {
                let answer = try await store.ask(.lessons(site: site, after: after))
                guard case .table(let columns, let rows)? = answer.report else { return try store.finish(answer) }
                for row in rows {
                    let line = JSONWriter.object { json in
                        for (column, value) in zip(columns, row) { json.member(column.key, value.cell) }
                    }
                    print(String(decoding: line, as: UTF8.self))
                }
                guard let last = rows.last?.first, rows.count == AdminDesk.lessonPage else { return }
                after = last.cell
            }
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget all that a site has learned; decisions stay.",
            discussion: "  tamis learn reset --site default")
        @OptionGroup var store: StoreOptions
        @Option(help: "The site.", completion: .sites)
        var site: String

        func run() async throws { try await store.run(.forgetLessons(site: site)) }
    }
}
