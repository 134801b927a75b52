package import HTTPTypes
package import Hummingbird
package import Moderation
import Privacy
import Store

/// Who may use a route.
package enum Access: Sendable, Equatable {
    case open
    /// A site's key with this scope.
    case key(Scope)
}

/// Whom a request speaks for, once it was let in.
package struct Caller: Sendable {
    package let key: APIKey
    package let site: Site
    /// What the query asked for.
    let query: Query
    package var cause: DecisionCause { .key(key.id) }
}

/// One line of the table that is both the router and what the authorisation test goes through.
package struct Route: Sendable {
    package typealias OpenHandler = @Sendable (Request, APIContext) async throws -> Response
    package typealias KeyHandler = @Sendable (Request, APIContext, Caller) async throws -> Response

    package let method: HTTPRequest.Method
    /// As the router takes it: `/v1/comments/{id}`.
    package let path: String
    package let access: Access
    /// What the API document says of it.
    package let operation: Operation
    private let handler: @Sendable (Request, APIContext, Caller?) async throws -> Response

    /// A route that anyone may use.
    static func open(
        _ method: HTTPRequest.Method, _ path: String, _ operation: Operation, _ handler: @escaping OpenHandler
    ) -> Route {
        Route(method: method, path: path, access: .open, operation: operation) { request, context, _ in
            try await handler(request, context)
        }
    }

    /// A route for keys with a scope.
    static func key(
        _ scope: Scope, _ method: HTTPRequest.Method, _ path: String, _ operation: Operation,
        _ handler: @escaping KeyHandler
    ) -> Route {
        Route(method: method, path: path, access: .key(scope), operation: operation) { request, context, caller in
            guard let caller else { throw Problem(.unauthorized) }
            return try await handler(request, context, caller)
        }
    }

    private init(
        method: HTTPRequest.Method, path: String, access: Access, operation: Operation,
        handler: @escaping @Sendable (Request, APIContext, Caller?) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.operation = operation
        self.handler = handler
    }

    /// Lets the caller in or throws 401 or 403, then answers.
    func respond(_ request: Request, _ context: APIContext, store: ModerationStore) async throws -> Response {
        guard case .key(let scope) = access else { return try await handler(request, context, nil) }
        guard let token = Self.bearerToken(request), let found = try await store.key(of: token) else {
            throw Problem(.unauthorized)
        }
        guard found.key.scopes.contains(scope) else { throw Problem(.forbidden, scope: scope) }
        let query = try Query(request, allowed: operation.queryNames)
        return try await handler(request, context, Caller(key: found.key, site: found.site, query: query))
    }

    /// RFC 6750: `Authorization: Bearer TOKEN`, the scheme in any case.
    static func bearerToken(_ request: Request) -> OpaqueToken? {
        guard let value = request.headers[.authorization], value.utf8.count <= 200 else { return nil }
        // As nearly everybody writes it; the rest is cut and compared.
        if value.hasPrefix("Bearer tamis_") { return OpaqueToken(String(value.dropFirst("Bearer ".count))) }
        let parts = value.split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return OpaqueToken(String(parts[1]))
    }
}
