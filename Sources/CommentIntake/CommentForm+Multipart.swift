extension CommentForm {
    /// Reads `multipart/form-data` (RFC 7578) by the same names as an urlencoded form: other names are passed over,
    /// of a name given twice the last counts. A file under one of our names is one of the form's problems; other files
    /// are passed over, as a form with an empty file field sends one.
    package init(multipart bytes: [UInt8], contentType: String) throws(FormError) {
        let boundary = try MultipartBoundary(contentType: contentType)
        var reader = try MultipartReader(bytes, boundary: boundary)
        self.init()
        while let part = try reader.next() {
            // A name that is not UTF-8 is none of ours.
            let name = String(decoding: part.name, as: UTF8.self)
            if name == "_charset_" {
                guard TextCharset.isUTF8(bytes[part.content]) else {
                    throw .unsupportedCharset(byteOffset: part.content.lowerBound)
                }
            }
            let field = Self.fieldNames[name]
            let doorField = field == nil ? FormDoorField(rawValue: name) : nil
            guard field != nil || doorField != nil else { continue }
            if part.isFile {
                if let field { problems.append(FieldProblem(field, .wrongType)) }
                continue
            }
            try part.checkEncoding()
            let text = Array(bytes[part.content])
            try FormError.checkUTF8(text, origin: part.content.lowerBound)
            let decoded = String(decoding: text, as: UTF8.self)
            if let field { take(field, named: name, decoded) }
            if let doorField { door[doorField] = decoded }
        }
    }
}
