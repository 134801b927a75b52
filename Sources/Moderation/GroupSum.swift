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
        for signal in signals where isCounted(signal, label) {
            let group = group(of: signal)
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

    /// What counts of a label in all, in thousandths: the sum of `counted`, without making a group of each.
    package static func counted(of signals: [Signal], _ label: Label, caps: [String: Double]) -> Int {
        var sum = 0
        for (index, signal) in signals.enumerated() where isCounted(signal, label) {
            let group = group(of: signal)
            // A group is summed where it first appears.
            if signals[..<index].contains(where: { isCounted($0, label) && Self.group(of: $0) == group }) { continue }
            var own = 0
            for other in signals[index...] where isCounted(other, label) && Self.group(of: other) == group {
                own += thousandths(other.points)
            }
            sum += caps[String(group)].map { min(own, thousandths($0)) } ?? own
        }
        return sum
    }

    private static func isCounted(_ signal: Signal, _ label: Label) -> Bool {
        signal.label == label && !signal.shadow && signal.points != 0
    }

    /// The part of a signal's name before the first dot. By bytes: to find where a character ends takes longer than the rest.
    private static func group(of signal: Signal) -> Substring {
        let name = signal.name.utf8
        return signal.name[..<(name.firstIndex(of: UInt8(ascii: ".")) ?? name.endIndex)]
    }

    private static func thousandths(_ points: Double) -> Int {
        Int((points * 1000).rounded())
    }
}
