extension CommentForm {
    /// Reads a JSON object of the native door. A field of a wrong type is one of the form's problems, not an error;
    /// members we do not know are passed over; of a member given twice the last counts.
    package init(json bytes: [UInt8]) throws(FormError) {
        try FormError.checkUTF8(bytes)
        self.init()
        var reader = JSONReader(bytes)
        guard reader.isAtObject else {
            _ = try reader.value()
            try reader.end()
            throw .notAnObject
        }
        try reader.object { (reader, name) throws(FormError) in
            switch name {
            case "author": try read(.author, from: &reader, fields: Self.authorFields)
            case "thread": try read(.thread, from: &reader, fields: Self.threadFields)
            default:
                guard let field = FormDoorField(rawValue: name) else {
                    return try read(Self.plainFields[name], from: &reader)
                }
                if case .text(let text) = try reader.value() { door[field] = text }
            }
        }
        try reader.end()
    }

    private static let authorFields: [String: FormField] = [
        "name": .authorName, "email": .authorEmail, "url": .authorURL, "key": .authorKey,
    ]
    private static let threadFields: [String: FormField] = ["id": .threadID, "url": .threadURL, "title": .threadTitle]
    private static let plainFields: [String: FormField] = [
        "body": .body, "parent_id": .parentID, "external_id": .externalID, "ip": .ip, "user_agent": .userAgent,
        "referrer": .referrer, "language": .language, "written_at": .writtenAt,
    ]

    private mutating func read(
        _ object: FormField, from reader: inout JSONReader, fields: [String: FormField]
    ) throws(FormError) {
        guard reader.isAtObject else {
            if try reader.value() != .null { problems.append(FieldProblem(object, .wrongType)) }
            return
        }
        try reader.object { (reader, name) throws(FormError) in try read(fields[name], from: &reader) }
    }

    private mutating func read(_ field: FormField?, from reader: inout JSONReader) throws(FormError) {
        let value = try reader.value()
        guard let field else { return }
        switch value {
        case .text(let text): set(field, text)
        case .integer(let digits) where field.takesNumbers: set(field, digits)
        case .null: set(field, nil)
        case .integer, .other: problems.append(FieldProblem(field, .wrongType))
        }
    }
}
