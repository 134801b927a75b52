/// One member of `errors` in an answer of Tamis.
struct FieldError: Decodable, Sendable, Equatable {
    /// By its dotted name, such as `author.name`.
    let field: String
    /// In the language that was asked for.
    let message: String
}
