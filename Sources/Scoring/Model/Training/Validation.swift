/// How labelled rows are divided so that a model is measured on what it has not learned from.
package enum Validation: Sendable {
    /// A fifth of all rows at a time, by their ids.
    case fiveFold
    /// One set at a time.
    case leaveOneOut

    /// The part a row belongs to; rows of a part are measured together.
    package func part(id: String, set: String) -> String {
        switch self {
        case .fiveFold: String(Self.hash(id) % 5)
        case .leaveOneOut: set
        }
    }

    /// FNV-1a, its bits mixed so that the lowest are as good as any.
    private static func hash(_ id: String) -> UInt64 {
        let sum = id.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return (sum ^ sum >> 33) &* 0xFF51_AFD7_ED55_8CCD >> 32
    }
}
