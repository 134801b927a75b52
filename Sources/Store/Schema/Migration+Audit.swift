extension Migration {
    /// The walks of the audit, newest first, and of the figures of a site.
    static let audit = Migration(
        number: 11, name: "audit and figures",
        steps: [
            .both("CREATE INDEX decisions_of_people ON decisions (event) WHERE cause <> 'policy'"),
            .both("CREATE INDEX decisions_by_time ON decisions (at, cause, decision)"),
            .both("CREATE INDEX comments_decided ON comments (site, status) WHERE status <> 'flagged'"),
        ])
}
