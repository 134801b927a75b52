import Foundation
import Moderation
import Testing

@testable import ReviewUI

/// The table of words is whole: no phrase of the pages and no rule of the scorer is left out of it.
@Suite struct TableTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    private static func files(under path: String) throws -> [URL] {
        let folder = root.appending(path: path)
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return names.map { folder.appending(path: $0) }
    }

    @Test func `every table of phrases is looked at by the tests`() throws {
        let known = Set(WordsTests.phrases.map { String(describing: type(of: $0)) })
        var seen = 0
        for file in try Self.files(under: "Sources/ReviewUI") where file.pathExtension == "swift" {
            let source = try String(contentsOf: file, encoding: .utf8)
            for line in source.split(separator: "\n") where line.contains(": ") && line.contains("Phrase") {
                let words = line.split { !$0.isLetter }.map(String.init)
                guard let place = words.firstIndex(where: { $0 == "enum" || $0 == "extension" }),
                    words.dropFirst(place + 2).contains("Phrase"), words.first != "protocol"
                else { continue }
                seen += 1
                #expect(known.contains(words[place + 1]), "\(words[place + 1]) in \(file.lastPathComponent)")
            }
        }
        #expect(seen == known.count)
    }

    @Test func `every rule that policy weighs is told of in words`() throws {
        let policy = try String(contentsOf: Self.root.appending(path: "config/policy.yaml"), encoding: .utf8)
        let points = policy.split(separator: "\n").drop { $0 != "points:" }.dropFirst().prefix { $0.hasPrefix("  ") }
        let rules = points.map { $0.drop { $0 == " " } }.filter { !$0.hasPrefix("#") }.map {
            String($0.prefix { $0 != ":" })
        }
        #expect(rules.count > 15)
        for rule in rules { #expect(SignalText.sentences[rule] != nil, "\(rule)") }
    }

    @Test func `every wordlist that gives points is told of in words`() throws {
        var categories: Set<Substring> = []
        for file in try Self.files(under: "wordlists") where file.pathExtension == "txt" {
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            let header = lines.prefix { line in line.contains(": ") || line.hasPrefix("#") }
            // The others only help and are no signals of their own.
            guard header.contains(where: { $0.hasPrefix("label:") }) else { continue }
            let category = try #require(header.first { $0.hasPrefix("category: ") })
            categories.insert(category.dropFirst("category: ".count))
        }
        #expect(categories.count > 10)
        for category in categories { #expect(SignalText.sentences["wordlist.\(category)"] != nil, "\(category)") }
    }

    @Test func `French has narrow spaces wherever it wants them`() {
        let all = WordsTests.phrases.map { $0.words.fr } + SignalText.sentences.values.map(\.fr)
        for text in all {
            for mark in [" ;", " :", " !", " ?", " »", "« "] { #expect(!text.contains(mark), "\(text)") }
            for mark in ";!?»" {
                for place in text.indices where text[place] == mark {
                    #expect(place > text.startIndex && text[text.index(before: place)] == "\u{202F}", "\(text)")
                }
            }
        }
        #expect(
            FrenchSpacing.narrowed("« Quoi ? » : http://a ; non !")
                == "«\u{202F}Quoi\u{202F}?\u{202F}»\u{202F}: http://a\u{202F}; non\u{202F}!")
    }

    @Test func `every counted phrase has all forms of its language`() {
        for phrase in CountText.allCases {
            for language in PageLanguage.allCases {
                let forms = phrase.words[language].split(separator: "|", omittingEmptySubsequences: false)
                #expect(forms.count == PluralForm.count(in: language), "\(phrase) in \(language)")
                #expect(forms.allSatisfy { !$0.isEmpty })
            }
        }
    }

    @Test(arguments: [
        (PageLanguage.ar, 0, "الآن"), (.ar, 1, "قبل دقيقة"), (.ar, 2, "قبل دقيقتين"), (.ar, 3, "قبل 3 دقائق"),
        (.ar, 10, "قبل 10 دقائق"), (.ar, 11, "قبل 11 دقيقة"), (.ar, 99, "قبل 99 دقيقة"), (.ar, 103, "قبل 103 دقائق"),
        (.en, 1, "1 minute ago"), (.en, 0, "0 minutes ago"), (.en, 2, "2 minutes ago"), (.fr, 2, "il y a 2 min"),
    ])
    func `a number takes the form its language wants`(_ language: PageLanguage, number: Int, text: String) {
        #expect(language.count(.minutes, number) == text)
    }

    @Test(arguments: [
        (PageLanguage.fr, "12\u{202F}345", "7,5", "1er août 2026 à 09\u{A0}h\u{A0}05 UTC"),
        (.en, "12,345", "7.5", "1 Aug 2026, 09:05 UTC"), (.ar, "12.345", "7,5", "1 أغسطس 2026، 09:05 UTC"),
    ])
    func `numbers and dates are written as the language writes them`(
        _ language: PageLanguage, whole: String, decimal: String, date: String
    ) throws {
        #expect(language.number(12_345) == whole)
        #expect(language.number(9_999) == "9999")
        #expect(language.number(-1_234_567).hasPrefix("−1"))
        #expect(language.number(7.5) == decimal)
        #expect(language.number(5.0) == "5")
        // 2026-08-01T09:05:00Z
        #expect(language.moment(Instant(milliseconds: 1_785_575_100_000)) == date)
    }
}
