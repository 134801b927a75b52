import Moderation

/// A model as bytes: eight that name the kind, then whole numbers and floating point numbers with the low byte first, the
/// weights, and at the end twelve hex digits over all before them, which are also the model's version.
///
/// | bytes | what |
/// |---|---|
/// | 8 | `TAMISMD1` |
/// | 8 | places |
/// | 2 × 3 × 8 | spam, then abuse: bias, scale, worth of a point |
/// | 2 × places | spam and abuse by turns, signed |
/// | 12 | checksum |
package enum ModelFile {
    package struct Damaged: Error, CustomStringConvertible, Equatable {
        package let description: String
    }

    private static let kind = Array("TAMISMD1".utf8)
    private static let checksumBytes = 12
    private static var headBytes: Int { kind.count + 8 + 48 }
    /// Of a whole file.
    package static var byteCount: Int { headBytes + 2 * ModelText.places + checksumBytes }

    package static func read(_ bytes: [UInt8]) throws(Damaged) -> LinearModel {
        guard bytes.starts(with: kind) else { throw Damaged(description: "is not a model of this version of Tamis") }
        guard bytes.count == byteCount else {
            throw Damaged(description: "has \(bytes.count) bytes instead of \(byteCount): it is cut or not whole")
        }
        let content = Array(bytes.dropLast(checksumBytes))
        let version = Fingerprint.of(content)
        guard Array(version.utf8) == Array(bytes.suffix(checksumBytes)) else {
            throw Damaged(description: "is damaged: its checksum is not that of its content")
        }
        guard number(bytes, 8) == UInt64(ModelText.places) else {
            throw Damaged(description: "has a table of another size than this version of Tamis reads")
        }
        func head(_ at: Int) throws(Damaged) -> LinearModel.Head {
            let values = [at, at + 8, at + 16].map { Double(bitPattern: number(bytes, $0)) }
            guard values.allSatisfy({ $0.isFinite && $0.magnitude < 1_000_000 }) else {
                throw Damaged(description: "has a number that is none")
            }
            return LinearModel.Head(bias: values[0], scale: values[1], perPoint: values[2])
        }
        return LinearModel(
            weights: (0..<ModelText.places).map { place in
                let at = headBytes + 2 * place
                return SIMD2(Int8(bitPattern: content[at]), Int8(bitPattern: content[at + 1]))
            },
            heads: ByLabel(spam: try head(16), abuse: try head(40)), version: version)
    }

    package static func bytes(of model: LinearModel) -> [UInt8] {
        let content = content(weights: model.weights, heads: model.heads)
        return content + Array(model.version.utf8)
    }

    /// The model of these weights, named by what it holds.
    static func model(weights: [SIMD2<Int8>], heads: ByLabel<LinearModel.Head>) -> LinearModel {
        LinearModel(
            weights: weights, heads: heads, version: Fingerprint.of(content(weights: weights, heads: heads)))
    }

    private static func content(weights: [SIMD2<Int8>], heads: ByLabel<LinearModel.Head>) -> [UInt8] {
        var bytes = kind
        append(UInt64(ModelText.places), to: &bytes)
        for head in [heads.spam, heads.abuse] {
            for value in [head.bias, head.scale, head.perPoint] { append(value.bitPattern, to: &bytes) }
        }
        for weight in weights {
            bytes.append(UInt8(bitPattern: weight.x))
            bytes.append(UInt8(bitPattern: weight.y))
        }
        return bytes
    }

    private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    private static func number(_ bytes: [UInt8], _ at: Int) -> UInt64 {
        (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[at + $1]) << UInt64(8 * $1) }
    }
}
