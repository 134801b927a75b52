import HTTPTypes
import HummingbirdTesting
import Moderation
import NIOCore
import Synchronization

@testable import HTTPAPI

/// The API document, and what real answers have shown of it.
final class Contract: Sendable {
    let schemas: SchemaCheck
    private let found = Mutex((seen: Set<String>(), answered: Set<String>(), faults: [String]()))

    init(_ document: OpenAPIDocument) throws {
        // As it is served: through its bytes.
        schemas = SchemaCheck(document: try JSONValue(json: document.value.bytes))
    }

    /// Members that some answer had.
    var seen: Set<String> { found.withLock { $0.seen } }
    /// `operation status` or, for problems, `operation status code`.
    var answered: Set<String> { found.withLock { $0.answered } }
    var faults: [String] { found.withLock { $0.faults } }

    static func place(of route: Route) -> String {
        "#/paths/\(SchemaCheck.escaped(route.path))/\(route.method.rawValue.lowercased())"
    }

    /// Everything the document says an answer may be: as `answered`.
    func documented(_ route: Route) -> Set<String> {
        let place = Self.place(of: route)
        return Set(
            (schemas.resolve(place + "/responses")?.members ?? []).flatMap { status -> [String] in
                let answer = schemas.target("\(place)/responses/\(status.name)")
                let codes = schemas.resolve(
                    answer + "/content/application~1problem+json/schema/allOf/1/properties/code/enum")
                guard let codes else { return ["\(route.operation.id) \(status.name)"] }
                return codes.list.compactMap(\.text).map { "\(route.operation.id) \(status.name) \($0)" }
            })
    }

    /// Holds an answer to what the document says of its status: content, headers, and nothing else.
    func check(_ response: TestResponse, of route: Route) {
        let name = "\(route.operation.id) \(response.status.code)"
        let answer = schemas.target("\(Self.place(of: route))/responses/\(response.status.code)")
        var findings = SchemaCheck.Findings()
        var code: String?
        guard let said = schemas.resolve(answer) else {
            return found.withLock { $0.faults.append("\(name) is not in the document") }
        }
        for header in said["headers"]?.members ?? [] {
            let schema = schemas.target("\(answer)/headers/\(header.name)") + "/schema"
            guard let field = HTTPField.Name(header.name), let value = response.headers[field] else {
                let place = schemas.target("\(answer)/headers/\(header.name)")
                if schemas.resolve(place)?["required"] == true { findings.faults.append("no \(header.name)") }
                continue
            }
            let isNumber = schemas.resolve(schema)?["type"]?.text == "integer"
            findings.add(schemas.check(isNumber ? Int(value).map { .integer($0) } ?? .null : .text(value), at: schema))
        }
        let type = response.headers[.contentType]?.split(separator: ";").first.map(String.init)
        if let content = said["content"]?.members.first {
            if content.name != type { findings.faults.append("\(type ?? "nothing") instead of \(content.name)") }
            do {
                let isJSON = content.name.hasSuffix("json")
                let value =
                    isJSON
                    ? try JSONValue(json: response.body.readableBytesView) : .text(String(buffer: response.body))
                code = content.name == "application/problem+json" ? value["code"]?.text : nil
                let schema = "\(answer)/content/\(SchemaCheck.escaped(content.name))/schema"
                findings.add(schemas.check(value, at: schema))
            } catch {
                findings.faults.append("no JSON")
            }
        } else if response.body.readableBytes > 0 {
            findings.faults.append("content where there is none")
        }
        let result = findings
        let full = code.map { "\(name) \($0)" } ?? name
        found.withLock { found in
            found.faults += result.faults.map { "\(full): \($0)" }
            found.seen.formUnion(result.seen)
            found.answered.insert(full)
        }
    }
}
