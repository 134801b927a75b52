import Moderation
import Testing

@testable import Scoring

/// Terms in Arabic letters against comments typed with Latin ones.
@Suite struct ArabiziTests {
    @Test(arguments: [
        "كرنبة", "krnba", "karanba", "kernba", "kernba", "wkarnba", "lkernba", "blkarnba", "kernbtek", "kernbat",
        "كرنبتك", "والكرنبات", "كرنبتها",
    ]) func `a word with endings is found however it is typed`(text: String) throws {
        #expect(try found("كرنبة", flags: "arabizi,endings", in: text), "\(text)")
    }

    @Test(arguments: [
        ("قحطة", "9a7ta qahta kahta 9ahta ka7ta 97ta q7ta ga7ta 9e7ta"),
        ("شرموقة", "charmou9a charmo9a sharmuka chrmoka sharmouqa"),
        ("خروف", "kharouf 5arouf khrof 5rof 7'rouf kherouf"),
        ("غراب", "ghrab 8rab gherab"),
        ("عوام", "3wam 3awam"),
        ("زَبيب", "zabib zebib zbib zebyb"),
        ("صُحْبة", "so7ba sohba sou7ba s7ba"),
        ("وَلْد القَرْية", "weld l9ria wald l9arya oueld elkaria weld al9eria"),
        ("جيران", "jiran djiran"),
    ]) func `letters have the spellings that are in use`(term: String, texts: String) throws {
        for text in texts.split(separator: " ") where !term.contains(" ") {
            #expect(try found(term, flags: "arabizi", in: String(text)), "\(term) \(text)")
        }
        if term.contains(" ") {
            for text in ["weld l9ria", "wald l9arya", "oueld elkaria"] {
                #expect(try found(term, flags: "arabizi", in: text), "\(term) \(text)")
            }
        }
    }

    @Test(arguments: ["kb", "ksb", "casab", "kasabs", "xkasab", "kasaab kasb"])
    func `short and other words are left alone`(text: String) throws {
        #expect(try !found("كسبت", flags: "arabizi", in: text))
    }

    @Test func `a word is only typed with Latin letters where the list says so`() throws {
        #expect(try !found("كرنبة", flags: "", in: "karnba"))
        #expect(try !found("كرنبة", flags: "native", header: "arabizi: true\n", in: "karnba"))
        #expect(try found("كرنبة", flags: "", header: "arabizi: true\n", in: "karnba"))
        #expect(try !found("كرنبة", flags: "arabizi,bare", in: "lkarnba"))
        #expect(try !found("كرنبة", flags: "arabizi", in: "karnbat"))
        #expect(try !found("كرنبة", flags: "", in: "كرنبتها"))
    }

    @Test func `the spellings of a word and a phrase are bounded`() throws {
        var word = TermSpellings()
        Arabizi.append(spellingsOf: "قحخشغقحخشغ", to: &word)
        #expect(word.count > 20 && word.count <= Arabizi.mostOfWord)
        var phrase = TermSpellings()
        Arabizi.append(spellingsOf: "قحخ قحخشغقحخشغ شغقحخشغ", to: &phrase)
        #expect(phrase.count > 100 && phrase.count <= Arabizi.mostOfPhrase)
        var mixed = TermSpellings()
        Arabizi.append(spellingsOf: "abc", to: &mixed)
        Arabizi.append(spellingsOf: "\u{64E}", to: &mixed)
        #expect(mixed.isEmpty)
    }

    private func found(_ term: String, flags: String, header: String = "", in text: String) throws -> Bool {
        let list = "language: ary\nlabel: abuse\ncategory: insult\npoints: 5\n\(header)\(term)\t\t\(flags)\n"
        let scorer = Scorer(wordlists: [try Wordlist.parse(list, file: "test")], policy: Policy())
        return !scorer.score(CommentContent(body: text)).signals.isEmpty
    }
}
