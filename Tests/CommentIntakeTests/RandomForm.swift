import CommentIntake
import Moderation

/// Numbers that look random and are the same in every run.
struct Numbers: RandomNumberGenerator {
    var seed: UInt64

    mutating func next() -> UInt64 {
        seed &+= 0x9E37_79B9_7F4A_7C15
        var mixed = seed
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Fields with texts of the kind that readers trip over.
struct RandomForm {
    let name: String
    let body: String
    let thread: String

    init(using random: inout Numbers) {
        name = Self.text(using: &random)
        body = Self.text(using: &random)
        thread = Self.text(using: &random)
    }

    static let pieces = [
        "a", "Z", "é", "ش", "😀", "\u{301}", "\r\n", "\n", "\r", "\t", " ", "\"", "\\", "%", "%22", "%zz", "+", "&", "=",
        ";", "-", "--", "--b", "\u{0}", "{", "]", ",", ":", "\\u00e9",
    ]

    static func text(using random: inout Numbers) -> String {
        (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    /// Byte by byte: to `==` two ways of writing one character are the same.
    func isRead(as form: CommentForm) -> Bool {
        func same(_ read: String?, _ written: String) -> Bool { read?.utf8.elementsEqual(written.utf8) == true }
        return same(form.authorName, name) && same(form.body, body) && same(form.threadID, thread)
    }

    var json: [UInt8] {
        JSONWriter.object { json in
            json.member("body", "overwritten")
            json.object("author") { $0.member("name", name) }
            json.array("other") { $0.value(thread) }
            json.object("thread") { $0.member("id", thread) }
            json.member("body", body)
        }
    }

    func urlencoded(using random: inout Numbers) -> [UInt8] {
        var bytes: [UInt8] = []
        for (name, value) in [("author", name), ("x", "&"), ("body", body), ("thread[id]", thread)] {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
            Self.encode(name, into: &bytes, using: &random)
            bytes.append(UInt8(ascii: "="))
            Self.encode(value, into: &bytes, using: &random)
        }
        return bytes
    }

    /// What need not be escaped is escaped now and then.
    private static func encode(_ text: String, into bytes: inout [UInt8], using random: inout Numbers) {
        let digits = Array("0123456789ABCDEFabcdef".utf8)
        for byte in text.utf8 {
            let isPlain = byte < 0x80 && !"%&+=".utf8.contains(byte)
            if byte == 0x20, Bool.random(using: &random) {
                bytes.append(UInt8(ascii: "+"))
            } else if isPlain, Int.random(in: 0..<4, using: &random) > 0 {
                bytes.append(byte)
            } else {
                let low = Int(byte & 15)
                bytes.append(UInt8(ascii: "%"))
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[low > 9 && Bool.random(using: &random) ? low + 6 : low])
            }
        }
    }
}
