extension Route {
    /// Every problem this route may answer with, in the order of the codes: its own and those of its kind.
    var problems: [Problem.Code] {
        var codes = Set(operation.problems)
        if case .key = access { codes.formUnion([.badParameter, .unauthorized, .forbidden, .unavailable]) }
        if path.contains("{id}") { codes.insert(.notFound) }
        switch operation.body {
        case .none: break
        case .comment: codes.formUnion(Self.reading + Self.readingForms)
        case .json: codes.formUnion(Self.reading)
        }
        codes.insert(.internalError)
        return Problem.Code.allCases.filter(codes.contains)
    }

    private static let reading: [Problem.Code] = [
        .malformedRequest, .malformedJSON, .notUTF8, .tooLarge, .unsupportedType, .unsupportedEncoding,
    ]
    private static let readingForms: [Problem.Code] = [
        .tooManyFields, .invalidFields, .invalidBoundary, .malformedMultipart, .unsupportedCharset,
        .unsupportedTransferEncoding,
    ]
}
