import Moderation

/// What the store refuses or cannot do. Carries ids, codes and versions, never content.
package enum StoreError: Error, Equatable, Sendable {
    /// The database cannot be used now: full disk, lost file, damaged pages. Nothing of the request is kept.
    case unavailable(code: Int, what: String)
    /// A unique value is taken.
    case taken
    case malformedRow(column: Int)
    /// Another process holds the data folder.
    case locked(path: String)
    case newerSchema(found: Int, known: Int)
    /// Only for those who read and change nothing: others bring it up to date.
    case olderSchema(found: Int, known: Int)
    case notDurable(pragma: String, value: String)
    case invalidPath(String)
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unavailable(let code, let what): "the database cannot be used (\(what), code \(code))"
        case .taken: "this name is taken"
        case .malformedRow(let column): "a stored row does not have the expected shape (column \(column))"
        case .locked(let path): "\(path) is held by another process"
        case .newerSchema(let found, let known):
            "the database was written by a newer version (schema \(found), this program knows \(known))"
        case .olderSchema(let found, let known):
            "the database has schema \(found), this program reads \(known); `tamis migrate` brings it up to date"
        case .notDurable(let pragma, let value): "the database does not keep \(pragma): it is \(value)"
        case .invalidPath(let path): "\(path) cannot be opened"
        }
    }
}
