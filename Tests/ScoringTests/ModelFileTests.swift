import Foundation
import Moderation
import Testing

@testable import Scoring

/// The model as a file, how it is learned, and the one that ships.
@Suite struct ModelFileTests {
    @Test func `a model is read as it was written`() throws {
        let model = ModelTests.believing(in: "zorglub")
        let bytes = ModelFile.bytes(of: model)
        #expect(bytes.count == ModelFile.byteCount)
        let read = try ModelFile.read(bytes)
        #expect(read.version == model.version && read.weights == model.weights && read.heads.abuse == model.heads.abuse)
    }

    @Test func `a damaged file is refused`() throws {
        let bytes = ModelFile.bytes(of: ModelTests.believing(in: "zorglub"))
        for place in [0, 9, 20, 64, 1_000, bytes.count - 1] {
            var damaged = bytes
            damaged[place] ^= 1
            #expect(throws: ModelFile.Damaged.self) { try ModelFile.read(damaged) }
        }
        for cut in [[], Array(bytes.dropLast()), bytes + [0], Array(bytes.prefix(64))] {
            #expect(throws: ModelFile.Damaged.self) { try ModelFile.read(cut) }
        }
    }

    /// Rows in which one made-up word always harms.
    private static func training() -> TrainingSet {
        let scorer = Scorer(wordlists: [], policy: Policy())
        var set = TrainingSet()
        for number in 0..<400 {
            let isHarmful = number % 4 == 0
            let text = "word\(number % 37) " + (isHarmful ? "zorglub" : "mikado") + " end\(number % 11)"
            set.add(
                scorer.modelInput(CommentContent(body: text)),
                label: isHarmful ? (number % 8 == 0 ? .spam : .abuse) : .clean, set: "set\(number % 3)", language: "en")
        }
        return set
    }

    @Test func `learning twice gives the same bytes, and tells the words apart`() {
        let set = Self.training()
        let rows = Array(0..<400)
        let model = LinearModel.learned(from: set, rows: rows)
        #expect(
            ModelFile.bytes(of: model) == ModelFile.bytes(of: LinearModel.learned(from: Self.training(), rows: rows)))
        #expect(model.version != LinearModel.learned(from: set, rows: Array(0..<399)).version)
        let scorer = Scorer(wordlists: [], policy: Policy(), model: model)
        func points(_ text: String) -> Double { scorer.score(CommentContent(body: text)).abusePoints }
        #expect(points("a zorglub again") > points("a mikado again") + 1)
    }

    @Test func `parts of a validation are near equal and hang on nothing but the id`() {
        let parts = (0..<5_000).map { Validation.fiveFold.part(id: "set:\($0)", set: "set") }
        let counts = Dictionary(grouping: parts) { $0 }.mapValues(\.count)
        #expect(counts.count == 5 && counts.values.allSatisfy { $0 > 850 && $0 < 1_150 }, "\(counts)")
        #expect(Validation.leaveOneOut.part(id: "a:1", set: "a") == "a")
    }

    private static let shipped = Result {
        try ModelFile.read(Array(Data(contentsOf: URL(fileURLWithPath: Shipped.folder("config") + "/model.tamis"))))
    }

    @Test func `the shipped model is small and loads at once`() throws {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: Shipped.folder("config") + "/model.tamis")))
        #expect(bytes.count < 2_000_000)
        var fastest = Duration.seconds(9)
        for _ in 0..<5 {
            let begun = ContinuousClock.now
            _ = try ModelFile.read(bytes)
            fastest = min(fastest, ContinuousClock.now - begun)
        }
        #expect(fastest < .milliseconds(50))
    }

    /// Who people are, where they come from and what they believe is nothing to flag, in whatever language.
    private static let neutral = [
        "I am a gay man and I married my husband last spring.",
        "Muslims in our town open the mosque to visitors on Sunday.",
        "My mother is Jewish and my father is Black, we live in Leeds.",
        "As a disabled woman I know how hard it is to find work.",
        "Refugees from Syria have opened a bakery in our street.",
        "Je suis une femme noire et j’habite à Marseille depuis dix ans.",
        "Les musulmans de notre quartier fêtent l’Aïd demain.", "Mon fils est homosexuel et nous en sommes fiers.",
        "Ich bin schwul und lebe mit meinem Mann in Köln.", "Viele Muslime in unserer Stadt fasten gerade.",
        "Die Flüchtlinge aus Syrien lernen hier Deutsch.", "Soy lesbiana y vivo con mi mujer en Sevilla.",
        "Los gitanos de mi barrio celebran una boda mañana.", "Sono ebreo e vivo a Roma da sempre.",
        "I migranti arrivati ieri sono stati accolti dal comune.", "Sou negra e moro no Rio de Janeiro.",
        "Minha amiga transexual começou a trabalhar na escola.", "المسلمون واليهود والمسيحيون يعيشون في هذه المدينة.",
        "أنا امرأة سوداء وأعمل معلمة في المدرسة.", "المغاربة و الجزائريين خوت و كنعيشو مع بعضياتنا",
        "ana mselma w sa7bti massi7iya w 3aychin bkhir",
    ]

    @Test(arguments: neutral) func `who people are is not flagged`(text: String) throws {
        let lists = try Self.lists.get()
        let policy = try ShippedPolicy.load(wordlists: lists)
        let score = Scorer(wordlists: lists, policy: policy, model: try Self.shipped.get())
            .score(CommentContent(body: text))
        #expect(policy.decide(score, at: Instant(milliseconds: 0)).decision == .approve, "\(score.signals)")
    }

    /// Whole comments of the fixtures: what must be approved is approved with the model too, but for harsh words about a
    /// policy and names of animals in a report, which the model takes for words about people.
    @Test func `what readers may say is not flagged by the model either`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures").path
        let lists = try Self.lists.get()
        let policy = try ShippedPolicy.load(wordlists: lists)
        let scorer = Scorer(wordlists: lists, policy: policy, model: try Self.shipped.get())
        var wrong: [String] = []
        for file in try Fixture.files(in: folder) {
            let fixture = try Fixture(String(contentsOfFile: folder + "/" + file, encoding: .utf8), file: file)
            let decision = policy.decide(scorer.score(fixture.content), at: Instant(milliseconds: 0)).decision
            let isKept = fixture.decision == .approve ? decision == .approve : decision != .approve
            if !isKept { wrong.append("\(file): \(decision)") }
        }
        #expect(wrong == ["de/farm.txt: flag", "en/blunt-on-policy.txt: flag"])
    }

    private static let lists = Result { try Wordlist.load(folder: Shipped.folder("wordlists")) }
}
