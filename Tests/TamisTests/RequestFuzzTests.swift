import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import tamis

/// Requests made from the lines of `Corpora`, changed and crossed. Whatever comes, the answer is one of ours: no failure of the
/// service, an error as RFC 9457 says it, and never the address that came with it. What is answered in a new way is kept for the
/// run and changed further. The numbers are the same in every run; `TAMIS_FUZZ_SECONDS` goes on for so long with each target.
@Suite struct RequestFuzzTests {
    enum Target: String, CaseIterable {
        case urlencoded, multipart, json, charset, headers, cookie, cursor, idempotency
    }

    /// Runs of each target where nobody asks for seconds.
    private static let runs = 150
    private static let seconds = ProcessInfo.processInfo.environment["TAMIS_FUZZ_SECONDS"].flatMap { Double($0) }
    private static let canary = "canary.fuzz@example.org"
    private static let mostKept = 2000

    @Test(arguments: Target.allCases)
    func `whatever comes is answered`(_ target: Target) async throws {
        let corpus = try Self.corpus(target)
        #expect(corpus.count > 4)
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        let end = Self.seconds.map { ContinuousClock.now + .seconds($0) }
        try await service.application.test(.router) { client in
            var inputs = corpus
            var random = SeededNumbers(seed: UInt64(target.rawValue.utf8.reduce(7) { $0 * 31 + Int($1) }))
            var seen: Set<String> = []
            var run = 0
            let first = try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("you weasel"))
            let id = try #require(first.json["id"] as? String)
            while end.map({ ContinuousClock.now < $0 }) ?? (run < Self.runs) {
                var input = run < inputs.count ? inputs[run] : inputs[Int.random(in: 0..<inputs.count, using: &random)]
                if run >= inputs.count { Self.change(&input, with: inputs, using: &random) }
                let answer = try await Self.send(input, target, id: id, key: key, client)
                let body = String(buffer: answer.body)
                let isOurs = Self.isOurs(answer, body, target)
                if !isOurs {
                    Issue.record("run \(run): \(answer.status) \(body.prefix(300)) to: \(Self.line(input))")
                    return
                }
                let kind = "\(answer.status.code) \(answer.json["code"] ?? "") \(Self.fields(answer))"
                if seen.insert(kind).inserted, inputs.count < Self.mostKept { inputs.append(input) }
                run += 1
            }
            if Self.seconds != nil { print("\(target): \(run) runs, \(seen.count) kinds of answers") }
            #expect(seen.count > 1)
        }
    }

    private static func isOurs(_ answer: TestResponse, _ body: String, _ target: Target) -> Bool {
        guard answer.status.code < 500, !body.contains(canary), body.utf8.count < 1 << 20 else { return false }
        guard answer.status.code >= 400, target != .cookie else { return true }
        return answer.headers[.contentType]?.hasPrefix("application/problem+json") == true && answer.json["code"] != nil
    }

    /// Where an answer says something is wrong.
    private static func fields(_ answer: TestResponse) -> String {
        let errors = answer.json["errors"] as? [[String: Any]] ?? []
        return errors.map { "\($0["field"] ?? "")/\($0["code"] ?? "")" }.sorted().joined(separator: " ")
    }

    private static func send(
        _ input: [UInt8], _ target: Target, id: String, key: String, _ client: any TestClientProtocol
    ) async throws -> TestResponse {
        var headers: HTTPFields = [.authorization: "Bearer \(key)"]
        let text = String(decoding: input, as: UTF8.self)
        func post(_ body: [UInt8], _ type: String) async throws -> TestResponse {
            headers[.contentType] = type
            return try await client.execute(
                uri: "/v1/comments", method: .post, headers: headers, body: ByteBuffer(bytes: body))
        }
        let plain = Array(TestService.comment("a good report").utf8)
        switch target {
        case .urlencoded: return try await post(input, "application/x-www-form-urlencoded")
        case .multipart: return try await post(input, "multipart/form-data; boundary=b")
        case .json: return try await post(input, "application/json")
        case .charset: return try await post(plain, text)
        case .idempotency:
            headers[try #require(HTTPField.Name("Idempotency-Key"))] = text
            return try await post(plain, "application/json")
        case .headers:
            for name in [
                "Accept-Language", "If-Match", "If-None-Match", "Content-Encoding", "Forwarded", "X-Forwarded-For",
                "Origin",
                "Accept", "Range", "Referer", "User-Agent", "X-Request-Id",
            ] {
                headers[try #require(HTTPField.Name(name))] = text
            }
            if input.count % 3 == 0 { headers[.authorization] = text }
            headers[.contentType] = "application/json"
            return try await client.execute(
                uri: "/v1/comments/\(id)/decisions", method: .post, headers: headers,
                body: ByteBuffer(string: #"{"decision":"approve"}"#))
        case .cookie:
            headers = [.cookie: text]
            return try await client.execute(
                uri: input.count % 2 == 0 ? "/review" : "/review/login", method: .get, headers: headers)
        case .cursor:
            let query = text.unicodeScalars.map { scalar in
                (0x21...0x7E).contains(scalar.value) && scalar != "#"
                    ? String(scalar) : "%\(String(scalar.value & 0xFF, radix: 16))"
            }.joined()
            let paths = [
                "/v1/comments?after=", "/v1/queue?after=", "/v1/audit?after=", "/v1/campaigns?after=", "/v1/queue?",
                "/v1/comments?",
            ]
            return try await client.execute(
                uri: paths[input.count % paths.count] + query, method: .get, headers: headers)
        }
    }

    // MARK: Inputs

    private static func corpus(_ target: Target) throws -> [[UInt8]] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Corpora/\(target.rawValue).txt").resolvingSymlinksInPath()
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
            .map { bytes(of: $0) }
    }

    private static func bytes(of line: Substring) -> [UInt8] {
        var result: [UInt8] = []
        var rest = Array(line.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
                result.append(byte)
                continue
            }
            switch next {
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "0"): result.append(0)
            case UInt8(ascii: "x"):
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                rest = rest.dropFirst(2)
                result.append(UInt8(digits, radix: 16) ?? 0)
            default: result.append(next)
            }
        }
        return result
    }

    /// As a line of a corpus writes it.
    private static func line(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            switch byte {
            case UInt8(ascii: "\\"): "\\\\"
            case 0x20...0x7E: String(UnicodeScalar(byte))
            default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }.joined()
    }

    private static let telling =
        [
            "\"", "\\", "%00", "%", "&", "=", ";", ",", "\r\n", "\0", "[", "]", "{", "}", "é", "\u{202E}", "1e999",
            "-1", "--b", "*", "q=0",
            "charset=utf-8", "null", "\u{FEFF}", "😀", "9999999999999999999", "../", "<b>",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0x80], [0xED, 0xA0, 0x80]]

    /// A few bytes changed, lost, put in or repeated, the end cut off, or another input behind the beginning of this one.
    private static func change(_ input: inout [UInt8], with others: [[UInt8]], using random: inout SeededNumbers) {
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            let place = Int.random(in: 0...input.count, using: &random)
            let end = min(input.count, place + Int.random(in: 1...40, using: &random))
            switch Int.random(in: 0..<7, using: &random) {
            case 0 where place < input.count: input[place] = UInt8.random(in: 0...255, using: &random)
            case 1 where place < input.count: input.remove(at: place)
            case 2: input.insert(contentsOf: input[place..<end], at: Int.random(in: 0...input.count, using: &random))
            case 3: input.removeSubrange(place...)
            case 4:
                let other = others[Int.random(in: 0..<others.count, using: &random)]
                input = Array(input[..<place]) + other.suffix(Int.random(in: 0...other.count, using: &random))
            case 5:
                let piece = telling[Int.random(in: 0..<telling.count, using: &random)]
                let times = Int.random(in: 0..<20, using: &random) == 0 ? 500 : 1
                input.insert(contentsOf: (0..<times).flatMap { _ in piece }, at: place)
            default: input.insert(contentsOf: telling[Int.random(in: 0..<telling.count, using: &random)], at: place)
            }
        }
    }
}
