extension IdempotencyRequest {
    /// What two multipart bodies must have in common to be the same request: their parts. The boundary between them is
    /// drawn anew each time a client builds the same form.
    package static func identity(multipart bytes: [UInt8], contentType: String) throws(FormError) -> [UInt8] {
        var reader = try MultipartReader(bytes, boundary: MultipartBoundary(contentType: contentType))
        var identity: [UInt8] = []
        identity.reserveCapacity(bytes.count)
        while let part = try reader.next() {
            // With the lengths before them, no two lists of parts look the same.
            identity += Array("\(part.name.count) \(part.content.count) \(part.isFile) ".utf8)
            identity += part.name
            identity += bytes[part.content]
        }
        return identity
    }
}
