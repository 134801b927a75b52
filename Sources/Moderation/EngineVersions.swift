/// What a score was made with, so that it can be made again.
package struct EngineVersions: Sendable, Equatable {
    /// The scoring code, counted up by hand when its results change.
    package var engine: String
    /// First 12 hex digits of SHA-256 of the policy as read.
    package var policy: String
    /// The same of all wordlists together.
    package var lists: String
    /// The same of the model; `none` without one.
    package var model: String

    package init(engine: String, policy: String, lists: String, model: String = "none") {
        self.engine = engine
        self.policy = policy
        self.lists = lists
        self.model = model
    }
}
