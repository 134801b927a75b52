/// What the signals of one group (the name before the first dot) add to one label, in thousandths of a point: whole
/// numbers have one sum in any order and on any machine.
package struct GroupSum: Sendable, Equatable {
    package var group: String
    /// All of them together.
    package var thousandths: Int
    /// What of it counts under the group's cap.
    package var counted: Int

    /// In the order in which groups first appear. Shadows and signals without points are not in it.
    package static func all(of signals: [Signal], _ label: Label, caps: [String: Double]) -> [GroupSum] {
        var sums: [GroupSum] = []
        for signal in signals where signal.label == label && !signal.shadow && signal.points != 0 {
            // Bytes, as finding where a character ends takes longer than all the rest.
            let name = signal.name.utf8
            let group = signal.name[..<(name.firstIndex(of: UInt8(ascii: ".")) ?? name.endIndex)]
            if let index = sums.firstIndex(where: { $0.group == group }) {
                sums[index].thousandths += thousandths(signal.points)
            } else {
                sums.append(GroupSum(group: String(group), thousandths: thousandths(signal.points), counted: 0))
            }
        }
        for index in sums.indices {
            let cap = caps[sums[index].group].map(thousandths)
            sums[index].counted = min(sums[index].thousandths, cap ?? sums[index].thousandths)
        }
        return sums
    }

    private static func thousandths(_ points: Double) -> Int {
        Int((points * 1000).rounded())
    }
}
