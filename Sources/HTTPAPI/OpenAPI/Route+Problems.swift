extension Route {
    /// Every problem this route may answer with, in the order of the codes: its own and those of its kind.
    var problems: [Problem.Code] {
        var codes = Set(operation.problems)
        if case .key = access { codes.formUnion([.badParameter, .unauthorized, .forbidden, .unavailable]) }
        if path.contains("{id}") { codes.insert(.notFound) }
        switch operation.body {
        case .none: break
        case .comment, .json:
            codes.formUnion([.malformedRequest, .tooLarge, .unsupportedType, .unsupportedEncoding])
        }
        codes.insert(.internalError)
        return Problem.Code.allCases.filter(codes.contains)
    }
}
