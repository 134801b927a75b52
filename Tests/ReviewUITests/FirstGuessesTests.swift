import Testing

@testable import ReviewUI

@Suite struct `The first guesses` {
    @Test(arguments: [
        "sunflowers", "Sunflowers1", "12345678", "2024-11-27", "99sunflower", "p@sswords", "SUNFLOWERS", "كلمةالسر",
        "qwertyuiop12", "1qaz2wsx3edc", "azertyuiop12", "zxcvbnm,./asdf", "q1w2e3r4t5y6", "a1b2c3d4e5f6g7",
        "abcdefghijklmnop", "aaaaaaaaaaaaaaaa", "rain-rain-rain-rain", "123qwe123qwe123", "شسيبلاتنمكطظ",
        "Marguerite 12", "my marguerite", "TamisTamis12", "tamis-2026",
    ])
    func `hold what is tried first`(_ password: String) {
        #expect(FirstGuesses.contain(password, known: ["Marguerite", "tamis"]))
    }

    @Test(arguments: [
        "une phrase à moi", "long enough", "correct horse battery", "kV7rtqPzw2", "m3xZq9pLw0", "لا شيء يجمعها هنا",
        "Marguerite aime la pluie", "tamis, but not only", "twelveletters", "seven-plus-eight", "e s l u n q o d",
    ])
    func `hold no phrase and nothing random`(_ password: String) {
        #expect(!FirstGuesses.contain(password, known: ["Marguerite", "tamis", "Al"]))
    }
}
