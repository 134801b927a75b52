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
    /// The digest of what the site had learned; nil where nothing was asked or learned.
    package var learned: String?

    package init(engine: String, policy: String, lists: String, model: String = "none", learned: String? = nil) {
        self.engine = engine
        self.policy = policy
        self.lists = lists
        self.model = model
        self.learned = learned
    }

    /// As it is kept: `model`, or `model+learned`.
    package var modelColumn: String { learned.map { model + "+" + $0 } ?? model }

    package init(engine: String, policy: String, lists: String, modelColumn: String) {
        let parts = modelColumn.split(separator: "+", maxSplits: 1).map(String.init)
        self.init(
            engine: engine, policy: policy, lists: lists, model: parts.first ?? modelColumn,
            learned: parts.count > 1 ? parts[1] : nil)
    }
}
