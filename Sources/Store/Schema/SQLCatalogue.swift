/// Every statement of the store and every step of its schema: what a test prepares on PostgreSQL, and what
/// `tamis schema` prints.
package enum SQLCatalogue {
    package static let statements: [String] =
        SchemaSQL.allCases.map(\.rawValue) + CommentSQL.allCases.map(\.rawValue) + DecisionSQL.allCases.map(\.rawValue)
        + ReadingSQL.allCases.map(\.rawValue) + SiteSQL.allCases.map(\.rawValue)
        + ModeratorSQL.allCases.map(\.rawValue) + EndpointSQL.allCases.map(\.rawValue)
        + SigningKeySQL.allCases.map(\.rawValue) + HealthSQL.allCases.map(\.rawValue)
        + RedeliverySQL.allCases.map(\.rawValue) + RecoverySQL.allCases.map(\.rawValue)
        + DeliverySQL.allCases.map(\.rawValue) + ReviewSQL.allCases.map(\.rawValue)
        + ListSQL.allCases.map(\.rawValue) + ClaimSQL.allCases.map(\.rawValue)
        + ContextSQL.allCases.map(\.rawValue) + BackupSQL.allCases.map(\.rawValue)
        + LessonSQL.allCases.map(\.rawValue) + DoorSQL.allCases.map(\.rawValue)
        + PersonSQL.allCases.map(\.rawValue) + RotationSQL.allCases.map(\.rawValue)
        + EditSQL.allCases.map(\.rawValue)
        + AuditSQL.allCases.map(\.rawValue) + FigureSQL.allCases.map(\.rawValue)
        + OriginSQL.allCases.map(\.rawValue) + CallbackSQL.allCases.map(\.rawValue)
        + LiveSQL.allCases.map(\.rawValue) + StandingSQL.allCases.map(\.rawValue)
        + ArrivalSQL.allCases.map(\.rawValue) + CampaignSQL.allCases.map(\.rawValue)
        + TermSQL.allCases.map(\.rawValue) + ViewSQL.allCases.map(\.rawValue)
        + RetentionSQL.allCases.map(\.rawValue)

    package static func schema(_ dialect: SQLDialect) -> [String] {
        [Migration.ledger] + Migration.all.flatMap { $0.steps.compactMap { $0.sql(dialect) } }
    }
}
