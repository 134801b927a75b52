extension CommentForm {
    /// Reads `application/x-www-form-urlencoded` (URL standard, section 5) with the dotted names, the same with
    /// brackets (`author[name]`), or those of the WordPress form. Other names are passed over; of a name given twice
    /// the last counts, as in PHP.
    package init(urlencoded bytes: [UInt8]) throws(FormError) {
        try FormError.checkUTF8(bytes)
        self.init()
        var begin = 0
        var pairs = 0
        while begin < bytes.count {
            let end = bytes[begin...].firstIndex(of: UInt8(ascii: "&")) ?? bytes.count
            defer { begin = end + 1 }
            if end == begin { continue }
            pairs += 1
            guard pairs <= Self.mostFields else { throw .tooManyFields(limit: Self.mostFields) }
            let equals = bytes[begin..<end].firstIndex(of: UInt8(ascii: "=")) ?? end
            // A name that is not UTF-8 is none of ours.
            let name = String(decoding: Self.decoded(bytes[begin..<equals]), as: UTF8.self)
            let value = equals < end ? bytes[(equals + 1)..<end] : []
            guard let field = Self.fieldNames[name] else {
                if let field = FormDoorField(rawValue: name) { door[field] = try Self.text(value) }
                continue
            }
            take(field, named: name, try Self.text(value))
        }
    }

    private static func text(_ value: ArraySlice<UInt8>) throws(FormError) -> String {
        let bytes = decoded(value)
        do {
            try FormError.checkUTF8(bytes)
        } catch {
            guard case .notUTF8(let offset) = error else { throw error }
            throw .notUTF8(byteOffset: place(of: offset, in: value))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes meant. A `%` without two hexadecimal digits stands for itself.
    package static func decoded(_ encoded: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoded.count)
        var index = encoded.startIndex
        while index < encoded.endIndex {
            if let byte = escaped(encoded, at: index) {
                bytes.append(byte)
                index += 3
            } else {
                bytes.append(encoded[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : encoded[index])
                index += 1
            }
        }
        return bytes
    }

    private static func escaped(_ encoded: ArraySlice<UInt8>, at index: Int) -> UInt8? {
        guard encoded[index] == UInt8(ascii: "%"), index + 2 < encoded.endIndex,
            let high = hexDigit(encoded[index + 1]), let low = hexDigit(encoded[index + 2])
        else { return nil }
        return high << 4 | low
    }

    /// Where in the request the decoded byte number `offset` begins.
    private static func place(of offset: Int, in encoded: ArraySlice<UInt8>) -> Int {
        var index = encoded.startIndex
        for _ in 0..<offset { index += escaped(encoded, at: index) == nil ? 1 : 3 }
        return index
    }
}
