package import HTTPTypes
package import Hummingbird

/// What a path that exists answers to a method it does not take: 405 with `Allow`.
package enum MethodRefusal {
    private static let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete, .options]

    /// `taken` are the routes that stand on the router already. HEAD goes wherever GET does.
    package static func addRoutes(
        to router: Router<APIContext>, beside taken: [(path: String, method: HTTPRequest.Method)]
    ) {
        for (path, routes) in Dictionary(grouping: taken, by: { $0.path }) {
            let known = methods.filter { method in routes.contains { $0.method == method } }
            let allowed = known.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] }.joined(separator: ", ")
            let refused = methods.filter { !known.contains($0) } + (known.contains(.get) ? [] : [.head])
            for method in refused {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    var problem = Problem(.methodNotAllowed)
                    problem.headers[.allow] = allowed
                    throw problem
                }
            }
        }
    }
}
