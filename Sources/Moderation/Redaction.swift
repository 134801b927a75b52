/// Hides e-mail addresses typed inside a text. Used for everything but the review page.
package enum Redaction {
    package static let replacement = "[e-mail]"

    /// Replaces each run that looks like `local@domain.tld`, its at sign and full stops written plainly, full width or
    /// escaped for a URL or HTML. Hides rather too much than too little. Linear; other text is returned as it is.
    package static func hidingAddresses(in text: String) -> String {
        guard text.utf8.contains(where: mayBeginSign) else { return text }
        let bytes = Array(text.utf8)
        let found = addresses(in: bytes)
        guard !found.isEmpty else { return text }
        var result = [UInt8]()
        var copied = 0
        for address in found {
            result.append(contentsOf: bytes[copied..<address.lowerBound])
            result.append(contentsOf: replacement.utf8)
            copied = address.upperBound
        }
        result.append(contentsOf: bytes[copied...])
        return String(decoding: result, as: UTF8.self)
    }

    /// Where they stand, in order.
    package static func addresses(in bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        /// No local part reaches back over the sign before.
        var floor = 0
        var index = 0
        while index < bytes.count {
            guard let sign = length(of: signs, in: bytes, at: index) else {
                index += 1
                continue
            }
            let begin = localBegin(bytes, before: index, floor: floor)
            if begin < index, let end = domainEnd(bytes, from: index + sign) {
                found.append(begin..<end)
                index = end
            } else {
                index += sign
            }
            floor = index
        }
        return found
    }

    /// The same in a web address, whose scheme and host stay as they are.
    package static func hidingAddresses(inURL url: String) -> String {
        guard let mark = url.firstRange(of: "://"),
            let path = url[mark.upperBound...].firstIndex(where: { "/?#".contains($0) })
        else { return hidingAddresses(in: url) }
        return url[..<path] + hidingAddresses(in: String(url[path...]))
    }

    private static let signs = ["@", "%40", "%2540", "\u{FF20}", "\u{FE6B}", "&#64;", "&#x40;", "&commat;"]
        .map { Array($0.utf8) }
    private static let fullStops = [".", "%2e", "%252e", "\u{FF0E}", "\u{3002}", "\u{FF61}"].map { Array($0.utf8) }

    private static func mayBeginSign(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "@") || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "&") || byte == 0xEF
    }

    /// The length of the form that stands here, letters in either case.
    private static func length(of forms: [[UInt8]], in bytes: [UInt8], at index: Int) -> Int? {
        let here = bytes[index]
        // Nearly every byte begins none of them.
        guard here == UInt8(ascii: ".") || here == 0xE3 || mayBeginSign(here) else { return nil }
        return forms.first { form in
            index + form.count <= bytes.count && form.indices.allSatisfy { lower(bytes[index + $0]) == form[$0] }
        }?.count
    }

    /// Where the local part that ends before `end` begins; a quoted one with its quotes.
    private static func localBegin(_ bytes: [UInt8], before end: Int, floor: Int) -> Int {
        var begin = end
        while begin > floor, isLocal(bytes[begin - 1]) { begin -= 1 }
        guard begin == end, begin > floor, bytes[begin - 1] == UInt8(ascii: "\"") else { return begin }
        let quoted = bytes[max(floor, begin - 66)..<(begin - 1)]
        return quoted.lastIndex(of: UInt8(ascii: "\"")) ?? begin
    }

    /// Where the domain that begins here ends, without a full stop after it; nil when no label follows another.
    private static func domainEnd(_ bytes: [UInt8], from begin: Int) -> Int? {
        var index = begin
        var end = begin
        var afterLabel = false
        var afterStop = false
        var labels = 0
        while index < bytes.count {
            if let stop = length(of: fullStops, in: bytes, at: index) {
                guard afterLabel else { break }
                (afterLabel, afterStop) = (false, true)
                index += stop
            } else if isLabel(bytes[index]), length(of: signs, in: bytes, at: index) == nil {
                if labels == 0 || afterStop { labels += 1 }
                (afterLabel, afterStop) = (true, false)
                index += 1
                end = index
            } else {
                break
            }
        }
        return labels > 1 ? end : nil
    }

    /// Any byte of another script counts: addresses are written in those too.
    private static func isLocal(_ byte: UInt8) -> Bool {
        isLabel(byte) || ".!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isLabel(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), 0x80...:
            true
        default: false
        }
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
