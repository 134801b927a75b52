import CommentIntake
import Foundation
import HTTPTypes
import HummingbirdTesting
import Moderation
import NIOCore
import Privacy
import Store
import Testing

@testable import HTTPAPI
@testable import tamis

@Suite struct DocumentTests {
    @Test func `the document has every route with its scope, and nothing else`() async throws {
        let service = try await TestService()
        let api = service.server.api
        let document = try JSONValue(json: api.document.value.bytes)
        var written: [String] = []
        for path in document["paths"]?.members ?? [] {
            for method in path.value.members {
                let security = method.value["security"]?.list ?? []
                let scope = security.first?["key"]?.list.first?.text ?? "open"
                written.append("\(method.name.uppercased()) \(path.name) \(scope)")
            }
        }
        let routes = api.routes.map { route in
            switch route.access {
            case .open: "\(route.method.rawValue) \(route.path) open"
            case .key(let scope): "\(route.method.rawValue) \(route.path) \(scope.rawValue)"
            }
        }
        #expect(written.sorted() == routes.sorted())
        #expect(Set(api.routes.map(\.operation.id)).count == routes.count)
        #expect(document["webhooks"]?.members.map(\.name).sorted() == EventType.allCases.map(\.rawValue).sorted())
    }

    @Test func `every path parameter is described, every problem told of somewhere`() async throws {
        let api = try await TestService().server.api
        for route in api.routes {
            let named = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
                String($0.dropFirst().dropLast())
            }
            let described = route.operation.parameters.filter { $0.place == .path }.map(\.name)
            #expect(named == described, "\(route.path)")
        }
        let told = Set(api.routes.flatMap(\.problems))
        let ofNoRoute: Set<Problem.Code> = [.methodNotAllowed, .requestTimeout, .headTooLarge, .tooManyConnections]
        #expect(Set(Problem.Code.allCases).subtracting(told) == ofNoRoute)
    }

    @Test func `every reference leads somewhere and every schema uses what the checks know`() async throws {
        let api = try await TestService().server.api
        let check = SchemaCheck(document: try JSONValue(json: api.document.value.bytes))
        var references: Set<String> = []
        func walk(_ value: JSONValue, isSchema: Bool, isNames: Bool) {
            for member in value.members {
                if member.name == "$ref", let target = member.value.text { references.insert(target) }
                if isSchema, !isNames {
                    #expect(SchemaCheck.keywords.contains(member.name), "\(member.name)")
                    if member.name == "pattern", let pattern = member.value.text {
                        #expect(throws: Never.self) { try NSRegularExpression(pattern: pattern) }
                    }
                }
                if member.name == "example" || member.name == "const" || member.name == "enum" { continue }
                let entersSchemas = member.name == "schema" || (member.name == "schemas" && !isSchema)
                walk(
                    member.value, isSchema: isSchema || entersSchemas,
                    isNames: !isNames && (member.name == "properties" && isSchema || member.name == "schemas"))
            }
            for item in value.list { walk(item, isSchema: isSchema, isNames: false) }
        }
        walk(check.document, isSchema: false, isNames: false)
        #expect(references.count > 20)
        for reference in references { #expect(check.resolve(reference) != nil, "\(reference)") }
        let schemas = Set(
            (check.document["components"]?["schemas"]?.members ?? []).map { "#/components/schemas/\($0.name)" })
        #expect(schemas.subtracting(references).isEmpty)
    }

    @Test func `every example is what its schema says`() async throws {
        let api = try await TestService().server.api
        let check = SchemaCheck(document: try JSONValue(json: api.document.value.bytes))
        var count = 0
        func walk(_ value: JSONValue, at pointer: String) {
            if let example = value["example"], value["schema"] != nil {
                count += 1
                #expect(check.check(example, at: pointer + "/schema").faults == [], "\(pointer)")
            }
            for member in value.members where member.name != "example" {
                walk(member.value, at: "\(pointer)/\(SchemaCheck.escaped(member.name))")
            }
            for (index, item) in value.list.enumerated() { walk(item, at: "\(pointer)/\(index)") }
        }
        walk(check.document, at: "#")
        #expect(count > 25)
    }

    @Test func `the document is served with a tag, and always in the same bytes`() async throws {
        let first = try await TestService()
        let second = try await TestService()
        try await first.application.test(.router) { client in
            let response = try await client.send(.get, "/openapi.json", key: nil)
            #expect(response.status == .ok)
            #expect(Array(response.body.readableBytesView) == second.server.api.document.value.bytes)
            let tag = try #require(response.headers[.eTag])
            #expect(response.headers[.cacheControl] == "public, max-age=300")
            for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
                let again = try await client.send(.get, "/openapi.json", key: nil, headers: [.ifNoneMatch: known])
                #expect(again.status == .notModified, "\(known)")
                #expect(again.body.readableBytes == 0)
            }
            let other = try await client.send(.get, "/openapi.json", key: nil, headers: [.ifNoneMatch: "\"other\""])
            #expect(other.status == .ok)
        }
    }

    /// In the basic plane; a schema's pattern cannot name the rest in every engine.
    @Test func `what the document calls visible is what intake does`() throws {
        let visible = try NSRegularExpression(pattern: Schema.visiblePattern)
        var wrong: [String] = []
        for scalar in (UInt32(0)...0xFFFF).compactMap(Unicode.Scalar.init) {
            let text = String(Character(scalar))
            let isVisible = visible.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
            if isVisible == CleanText.isBlank(text) { wrong.append(String(scalar.value, radix: 16)) }
        }
        #expect(wrong == [])
    }

    @Test func `events are what the document says of them`() async throws {
        let api = try await TestService().server.api
        let check = SchemaCheck(document: try JSONValue(json: api.document.value.bytes))
        var seen: Set<String> = []
        for (type, status) in [
            (EventType.approved, CommentStatus.approved), (.flagged, .flagged), (.rejected, .rejected),
            (.erased, .erased),
        ] {
            for full in [true, false] {
                let record = DecisionRecord(
                    decision: .flag, cause: .policy, reasons: ["insult"], note: full ? "seen" : nil,
                    at: Instant(milliseconds: 0))
                let event = ModerationEvent(
                    id: .random(), type: type, at: Instant(milliseconds: 0), comment: .random(),
                    externalID: full ? "4711" : nil, site: "news",
                    thread: full
                        ? ThreadReference(id: "1", url: "https://example.org/", title: "One")
                        : ThreadReference(id: "1", url: nil, title: nil),
                    status: status, previousStatus: full ? .approved : nil, version: 1, decision: record, spam: 0.25,
                    abuse: 0, language: "fr", author: .random(), authorName: "Ana")
                let pointer = "#/webhooks/\(type.rawValue)/post/requestBody/content/application~1json/schema"
                let findings = check.check(try JSONValue(json: event.payload(body: full ? "text" : nil)), at: pointer)
                #expect(findings.faults == [], "\(type)")
                seen.formUnion(findings.seen)
                if full { #expect(check.members(at: pointer).subtracting(findings.seen) == []) }
            }
        }
    }
}
