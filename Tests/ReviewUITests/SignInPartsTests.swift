import Moderation
import Privacy
import Synchronization
import Testing

@testable import ReviewUI

@Suite struct SignInPartsTests {
    // MARK: Passwords

    @Test func `a password is known again, another is not`() async throws {
        let hasher = PasswordHasher(cost: .forTests)
        let text = try await hasher.hash("correct horse")
        #expect(text.hasPrefix("scrypt$4$8$1$"))
        #expect(text.split(separator: "$").count == 6)
        #expect(try await hasher.check("correct horse", against: text))
        #expect(try await !hasher.check("correct horsf", against: text))
        #expect(try await !hasher.check("", against: text))
        #expect(try await !hasher.check("correct horse", against: nil))
        #expect(try await !hasher.check("correct horse", against: "scrypt$4$8$1$$"))
        #expect(try await hasher.hash("correct horse") != text)
    }

    @Test func `a hash made at another cost still opens`() async throws {
        let text = try await PasswordHasher(cost: ScryptCost(logN: 5, blockSize: 4, parallelism: 2)).hash("ancien mot")
        #expect(text.hasPrefix("scrypt$5$4$2$"))
        #expect(try await PasswordHasher(cost: .forTests).check("ancien mot", against: text))
    }

    @Test func `composed and decomposed letters are one password`() async throws {
        let hasher = PasswordHasher(cost: .forTests)
        let text = try await hasher.hash("caf\u{E9} du matin")
        #expect(try await hasher.check("cafe\u{301} du matin", against: text))
    }

    // MARK: Throttle

    @Test func `attempts on one name run out and come back with time`() async {
        let clock = ManualClock()
        let throttle = LoginThrottle(now: clock.now)
        for number in 0..<LoginThrottle.Rate.name.burst {
            #expect(await throttle.take(name: "a", address: "192.0.2.\(number)") == nil)
        }
        #expect(await throttle.take(name: "a", address: "192.0.2.99") == LoginThrottle.Rate.name.refill)
        #expect(await throttle.take(name: "b", address: "192.0.2.99") == nil)
        clock.advance(by: LoginThrottle.Rate.name.refill)
        #expect(await throttle.take(name: "a", address: "192.0.2.99") == nil)
        #expect(await throttle.take(name: "a", address: "192.0.2.99") != nil)
    }

    @Test func `attempts from one address run out whatever the names`() async {
        let throttle = LoginThrottle(now: ManualClock().now)
        for number in 0..<LoginThrottle.Rate.address.burst {
            #expect(await throttle.take(name: "n\(number)", address: "192.0.2.1") == nil)
        }
        #expect(await throttle.take(name: "other", address: "192.0.2.1") == LoginThrottle.Rate.address.refill)
        #expect(await throttle.take(name: nil, address: "192.0.2.1") != nil)
        #expect(await throttle.take(name: "other", address: "192.0.2.2") == nil)
    }

    @Test func `a right password gives its attempts back`() async {
        let throttle = LoginThrottle(now: ManualClock().now)
        for _ in 0..<100 {
            #expect(await throttle.take(name: "a", address: "192.0.2.1") == nil)
            await throttle.succeed(name: "a", address: "192.0.2.1")
        }
    }

    @Test func `memory stays bounded`() async {
        let throttle = LoginThrottle(now: ManualClock().now)
        for number in 0..<20_000 { _ = await throttle.take(name: "n\(number)", address: "a\(number)") }
        #expect(await throttle.bucketCount <= 2 * LoginThrottle.halfLimit)
    }

    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8::1", "2001:db8:0:0::/64"), ("::1", "0:0:0:0::/64"), ("fe80::1%eth0", "fe80:0:0:0::/64"),
        ("unknown", "unknown"),
    ])
    func `an IPv6 caller counts as its network`(_ address: String, network: String) {
        #expect(LoginThrottle.network(of: address) == network)
    }

    // MARK: Forms and settings

    @Test func `form fields are decoded, the first of a name counts`() throws {
        let form = try #require(FormFields("a=1+2&b=%C3%A9%2B&a=3&c&=x&d=%zz%4".utf8))
        #expect(form["a"] == "1 2")
        #expect(form["b"] == "é+")
        #expect(form["c"].isEmpty)
        #expect(form["d"] == "%zz%4")
        #expect(form["missing"].isEmpty)
        #expect(FormFields("a=%FF".utf8) == nil)
        #expect(FormFields("q=\(FormFields.encode("é &=+/"))".utf8)?["q"] == "é &=+/")
    }

    @Test func `a form token holds for its own cookie only`() {
        let token = OpaqueToken.random(prefix: "")
        let text = FormToken.text(for: token)
        #expect(FormToken.isValid(text, for: token))
        #expect(!FormToken.isValid(text, for: .random(prefix: "")))
        #expect(!FormToken.isValid("", for: token))
        #expect(!FormToken.isValid(token.text, for: token))
    }

    @Test(arguments: [
        ("https://tamis.example.org", "__Host-tamis", true), ("http://127.0.0.1:8080", "__Host-tamis", true),
        ("http://localhost:8080", "__Host-tamis", true), ("http://[::1]:8080", "__Host-tamis", true),
        ("http://tamis.example.org", "tamis", false), ("http://192.0.2.1:8080", "tamis", false),
        ("http://127.evil.example", "tamis", false),
    ])
    func `cookies are secure where browsers keep such`(_ url: String, cookie: String, isAllowed: Bool) throws {
        let settings = try #require(ReviewSettings(publicURL: url, allowInsecureLogin: false))
        #expect(settings.sessionCookie == cookie)
        #expect(settings.isLoginAllowed == isAllowed)
        #expect(try #require(ReviewSettings(publicURL: url, allowInsecureLogin: true)).isLoginAllowed)
    }

    @Test(arguments: [
        ("HTTPS://Tamis.Example.org:443/path", "https://tamis.example.org"),
        ("http://a.example:80", "http://a.example"),
        ("http://a.example:8080/", "http://a.example:8080"), ("http://[::1]:8080", "http://[::1]:8080"),
    ])
    func `the origin is written as a browser writes it`(_ url: String, origin: String) throws {
        #expect(try #require(ReviewSettings(publicURL: url, allowInsecureLogin: false)).origin == origin)
    }

    @Test(arguments: ["", "tamis.example.org", "ftp://example.org", "https://", "https:///x"])
    func `an address without scheme or host is refused`(_ url: String) {
        #expect(ReviewSettings(publicURL: url, allowInsecureLogin: false) == nil)
    }
}

extension ScryptCost {
    static let forTests = ScryptCost(logN: 4, blockSize: 8, parallelism: 1)
}

/// A clock that stands still until it is moved.
final class ManualClock: Sendable {
    private let time = Mutex(Instant(milliseconds: 1_800_000_000_000))

    var now: WallClock { { self.time.withLock { $0 } } }

    func advance(by duration: Duration) {
        time.withLock { $0 = $0.advanced(by: duration) }
    }
}
