import CommentIntake
import Foundation
import Moderation
import Testing

@testable import struct CommentIntake.MultipartBoundary
@testable import struct CommentIntake.MultipartPart
@testable import struct CommentIntake.MultipartReader

/// Random forms, written and read back, then damaged and read again. The numbers are the same in every run.
/// `TAMIS_FUZZ_RUNS` asks for more of them.
struct `A random form` {
    static let runs = ProcessInfo.processInfo.environment["TAMIS_FUZZ_RUNS"].flatMap { Int($0) } ?? 1500

    @Test
    func `of several parts reads back the same, and damaged does no harm`() throws {
        var random = Numbers(seed: 1)
        for run in 0..<Self.runs {
            let sent = WrittenMultipart(using: &random)
            guard Self.reads(sent, run) else { return }
            var bytes = sent.bytes
            Self.damage(&bytes, using: &random)
            var type = Array(sent.contentType.utf8)
            if Bool.random(using: &random) { Self.damage(&type, using: &random) }
            let contentType = String(decoding: type, as: UTF8.self)
            guard Self.isHarmless(bytes, run, { try CommentForm(multipart: bytes, contentType: contentType) }),
                Self.cutsInOrder(bytes, contentType, run)
            else { return }
        }
    }

    @Test
    func `of JSON reads back the same, and damaged does no harm`() throws {
        var random = Numbers(seed: 2)
        for run in 0..<Self.runs {
            let sent = RandomForm(using: &random)
            var bytes = sent.json
            guard try sent.isRead(as: CommentForm(json: bytes)) else {
                Issue.record("run \(run): \(String(decoding: bytes, as: UTF8.self))")
                return
            }
            Self.damage(&bytes, using: &random)
            guard Self.isHarmless(bytes, run, { try CommentForm(json: bytes) }) else { return }
        }
    }

    @Test
    func `urlencoded reads back the same, and damaged does no harm`() throws {
        var random = Numbers(seed: 3)
        for run in 0..<Self.runs {
            let sent = RandomForm(using: &random)
            var bytes = sent.urlencoded(using: &random)
            guard try sent.isRead(as: CommentForm(urlencoded: bytes)) else {
                Issue.record("run \(run): \(String(decoding: bytes, as: UTF8.self))")
                return
            }
            Self.damage(&bytes, using: &random)
            guard Self.isHarmless(bytes, run, { try CommentForm(urlencoded: bytes) }) else { return }
        }
    }

    private static func reads(_ sent: WrittenMultipart, _ run: Int) -> Bool {
        do {
            var reader = try MultipartReader(sent.bytes, boundary: MultipartBoundary(contentType: sent.contentType))
            for part in sent.parts {
                guard let read = try reader.next(), read.name == part.name, read.isFile == part.isFile,
                    Array(sent.bytes[read.content]) == part.content
                else {
                    Issue.record("run \(run): a part is not read as written: \(sent.contentType)")
                    return false
                }
            }
            guard try reader.next() == nil, try reader.next() == nil else {
                Issue.record("run \(run): a part is read that nobody wrote")
                return false
            }
            return true
        } catch {
            Issue.record("run \(run): \(error)")
            return false
        }
    }

    /// A form, or an error whose place lies within the bytes.
    private static func isHarmless(_ bytes: [UInt8], _ run: Int, _ read: () throws -> CommentForm) -> Bool {
        do {
            _ = try read()
            return true
        } catch let error as FormError {
            let place: Int? =
                switch error {
                case .notUTF8(let offset), .malformedJSON(let offset), .malformedMultipart(let offset),
                    .unsupportedTransferEncoding(let offset):
                    offset
                case .unsupportedCharset(let offset): offset
                case .notAnObject, .tooManyFields, .invalidBoundary: nil
                }
            if (0...bytes.count).contains(place ?? 0) { return true }
            Issue.record("run \(run): \(error) in \(bytes.count) bytes")
        } catch {
            Issue.record("run \(run): \(error)")
        }
        return false
    }

    /// Whatever is read of a damaged body stands in it one after the other.
    private static func cutsInOrder(_ bytes: [UInt8], _ contentType: String, _ run: Int) -> Bool {
        guard let boundary = try? MultipartBoundary(contentType: contentType),  // damaged: nothing to cut at
            var reader = try? MultipartReader(bytes, boundary: boundary)
        else { return true }
        var end = 0
        while let part = try? reader.next() {  // an error ends it as the last boundary does
            guard part.content.lowerBound > end, part.content.upperBound <= bytes.count else {
                Issue.record("run \(run): a part lies at \(part.content), behind \(end)")
                return false
            }
            end = part.content.upperBound
        }
        return true
    }

    /// A few bytes changed, lost, put in or repeated, or the end cut off.
    private static func damage(_ bytes: inout [UInt8], using random: inout Numbers) {
        let telling = Array("\r\n-\"\\;:=%&{}[],\0 \u{E9}".utf8) + [0xFF, 0xC3]
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            guard !bytes.isEmpty else { return }
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes[place] = telling.randomElement(using: &random) ?? 0
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(telling.randomElement(using: &random) ?? 0, at: place)
            case 4:
                let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
                bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
            default: bytes.removeSubrange(place...)
            }
        }
    }
}
