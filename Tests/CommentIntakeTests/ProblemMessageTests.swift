import Moderation
import Testing

@testable import CommentIntake

struct `A message about a field` {
    static let codes: [FieldProblem.Code] = [
        .required, .tooLong(limitBytes: 245), .wrongType, .invalidEmail, .invalidURL, .invalidDate, .invalidLanguage,
        .invalidIP,
    ]

    private static func isArabic(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x600...0x6FF).contains($0.value) }
    }

    @Test(arguments: PageLanguage.allCases)
    func `exists in each language, complete`(language: PageLanguage) {
        var messages: Set<String> = []
        for field in FormField.allCases {
            #expect(!field.label[language].isEmpty)
            for code in Self.codes {
                let message = FieldProblem(field, code).message(language: language)
                #expect(
                    message.hasPrefix(field.label[language])
                        && message.utf8.count > field.label[language].utf8.count + 10)
                #expect(!message.contains("{"))
                #expect(Self.isArabic(message) == (language == .ar))
                #expect(message.contains("245") == (code == .tooLong(limitBytes: 245)))
                messages.insert(message)
            }
        }
        #expect(messages.count == FormField.allCases.count * Self.codes.count)
    }

    @Test
    func `is part of the answer with field, code and limit`() {
        var json = JSONWriter()
        json.array {
            FieldProblem(.authorName, .tooLong(limitBytes: 245)).write(into: &$0, language: .en)
            FieldProblem(.authorEmail, .invalidEmail).write(into: &$0, language: .fr)
        }
        let expected =
            #"[{"field":"author.name","code":"too_long","limit":245,"#
            + #""message":"Name: this text is too long (at most 245 bytes)."},"#
            + "{\"field\":\"author.email\",\"code\":\"invalid_email\","
            + "\"message\":\"Adresse e-mail\u{A0}: cette adresse n’est pas valable. Exemple\u{A0}: nom@example.org\"}]"
        #expect(String(decoding: json.bytes, as: UTF8.self) == expected)
    }
}
