import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import HTTPAPI

@Suite struct FaultTests {
    private struct Bug: Error, CustomStringConvertible {
        var description: String { "reader@example.org" }
    }

    /// A fault of ours is told without a word of what it was about.
    @Test func `a fault of ours is answered as the document says`() async throws {
        let router = Router(context: APIContext.self)
        router.add(middleware: AnswerMiddleware(isSecure: false))
        router.get("/bug") { _, _ -> Response in throw Bug() }
        let application = Application(router: router)
        try await application.test(.router) { client in
            let response = try await client.execute(uri: "/bug", method: .get)
            #expect(response.status == .internalServerError)
            #expect(response.json["code"] as? String == "internal_error")
            #expect(!String(buffer: response.body).contains("reader"))
            let known = [HTTPField.Name.contentType, .contentLanguage].compactMap { response.headers[$0] }
            #expect(known == ["application/problem+json; charset=utf-8", "en"])
        }
    }
}
