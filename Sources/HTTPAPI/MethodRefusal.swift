package import HTTPTypes
package import Hummingbird

/// What a path that exists answers to a method it does not take: 405 with `Allow`, whatever the method is called.
package struct MethodRefusal: RouterMiddleware {
    package typealias Context = APIContext

    /// A path as the router takes it, cut at its slashes, and the methods that stand on it.
    private let paths: [(parts: [Substring], allowed: String)]

    /// `taken` are the routes of the router. HEAD goes wherever GET does.
    package init(beside taken: [(path: String, method: HTTPRequest.Method)]) {
        let order: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete]
        paths = Dictionary(grouping: taken, by: \.path).map { path, routes in
            let methods = order.filter { method in routes.contains { $0.method == method } }
            let names = methods.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] }
            return (path.split(separator: "/"), names.joined(separator: ", "))
        }
        // What is written out goes before what stands for any, as in the router.
        .sorted { Self.wildcards($0.parts) < Self.wildcards($1.parts) }
    }

    package func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            // The router knows no such route: another method may stand on the path.
            guard let allowed = allowed(on: request.uri.path) else { throw error }
            var problem = Problem(.methodNotAllowed)
            problem.headers[.allow] = allowed
            throw problem
        }
    }

    private static func wildcards(_ parts: [Substring]) -> Int { parts.count { $0.hasPrefix("{") } }

    private func allowed(on path: String) -> String? {
        let parts = path.split(separator: "/")
        return paths.first { known in
            known.parts.count == parts.count
                && zip(known.parts, parts).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }?.allowed
    }
}
