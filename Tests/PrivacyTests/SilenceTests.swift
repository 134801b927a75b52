import Testing

@testable import Privacy

/// What holds private text or keys, put inside what one might print by accident.
struct `Private values` {
    struct Holder {
        let inside: Any
    }

    /// Everything printing could show of them, in any form.
    static func printed(_ value: Any) -> String {
        var dumped = ""
        dump(value, to: &dumped)
        dump(Holder(inside: value), to: &dumped)
        let optional: Any? = value
        return dumped
            + "\(value) \([value]) \(["key": value]) \(String(describing: optional)) \(Holder(inside: value)) "
            + String(reflecting: value) + String(reflecting: Holder(inside: value)) + String(reflecting: optional)
    }

    static func examples() throws -> [(value: Any, hidden: [String])] {
        let bytes: [UInt8] = [201, 202, 203, 204]
        let keys = VaultKeys(master: Secret(bytes), pepper: Secret(bytes), fingerprint: Secret(bytes))
        let digest = EmailVault(keys: keys).digest(of: try PrivateEmail("nadia@example.org"), site: "site_1")
        let secretMarks = ["201", "202", "c9", "C9", "yc"]
        return [
            (try PrivateEmail("nadia@example.org"), ["nadia", "example.org"]),
            (
                AuthorDetails(name: "Nadia", url: "https://n.example", ip: "192.0.2.1", userAgent: "agent"),
                ["Nadia", "n.example", "192.0.2.1", "agent"]
            ),
            (Secret(bytes), secretMarks), (AuthorKey(key: Secret(bytes).symmetricKey), secretMarks),
            (keys, secretMarks),
            (EmailVault(keys: keys), secretMarks), (digest, digest.bytes.filter { $0 >= 100 }.map { ", \($0)," }),
        ]
    }

    @Test
    func `print nothing of themselves, wherever they are put`() throws {
        for (value, hidden) in try Self.examples() {
            let printed = Self.printed(value)
            for text in hidden { #expect(!printed.contains(text), "\(type(of: value)) shows \(text)") }
        }
    }

    @Test
    func `the check itself sees what a plain value shows`() {
        struct Plain { let text = "nadia" }
        #expect(Self.printed(Plain()).contains("nadia"))
    }

    @Test
    func `an error about an address carries no part of it`() {
        for text in ["nadia example", "nadia@-", String(repeating: "nadia", count: 60)] {
            let error = #expect(throws: EmailSyntaxError.self) { _ = try PrivateEmail(text) }
            #expect(error.map { !Self.printed($0).contains("nadia") } == true)
        }
    }

    @Test
    func `secrets are equal when all their bytes are`() {
        #expect(Secret([1, 2]) == Secret([1, 2]))
        for other: [UInt8] in [[], [1], [1, 3], [2, 2], [1, 2, 3]] { #expect(Secret([1, 2]) != Secret(other)) }
        #expect(Secret.random(byteCount: 32) != Secret.random(byteCount: 32))
        #expect([0, 1, 7, 8, 9, 33].allSatisfy { randomBytes($0).count == $0 })
    }
}
