import HTTPAPI
import Logging

extension Settings {
    /// For the database, its readers, webhooks under way and the lists while they are read.
    private static let otherFiles = 260

    /// Each connection takes a file: no more of them than the system lets this process open.
    func within(openFiles limit: Int, logger: Logger) -> Settings {
        let possible = max(1, limit - Self.otherFiles)
        guard limit > 0, connectionLimits.connections > possible else { return self }
        logger.warning(
            "fewer connections than http.max_connections: raise the limit of open files",
            metadata: [
                "max_connections": "\(connectionLimits.connections)", "possible": "\(possible)",
                "open_files": "\(limit)",
            ])
        var settings = self
        settings.connectionLimits.connections = possible
        return settings
    }
}
