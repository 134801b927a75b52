package import Hummingbird
package import Moderation
package import Review

package struct ReviewSettings: Sendable {
    package init(publicURL: String, allowInsecureLogin: Bool) {}
}
package struct ReviewPages: Sendable {
    package init(desk: ReviewDesk, settings: ReviewSettings, now: @escaping WallClock) {}
    package func addRoutes<Context: RemoteAddressRequestContext>(to router: Router<Context>) {}
}
