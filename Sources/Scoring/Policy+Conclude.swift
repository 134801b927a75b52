import Moderation

extension Policy {
    /// What the policy makes of the signals the rules gave: those of watched rules become shadows, then composites are
    /// asked in the order of the file, so that one may rest on an earlier one.
    func conclude(_ signals: inout [Signal]) {
        guard !signals.isEmpty else { return }
        if !shadow.isEmpty {
            for index in signals.indices where !signals[index].shadow {
                signals[index].shadow = isWatched(signals[index].name)
            }
        }
        for composite in composites {
            let isShadow = composite.shadow || isWatched(composite.name)
            if let signal = composite.signal(among: signals, isShadow: isShadow) { signals.append(signal) }
        }
    }

    private func isWatched(_ name: String) -> Bool {
        shadow.contains { $0.holds(name) }
    }
}

extension Composite {
    /// Its signal, with all places of those it rests on; nil when it does not hold. What is not counted holds up
    /// nothing that is.
    fileprivate func signal(among signals: [Signal], isShadow: Bool) -> Signal? {
        func has(_ pattern: SignalPattern) -> Bool {
            signals.contains { (isShadow || !$0.shadow) && pattern.holds($0.name) }
        }
        guard all.allSatisfy(has), any.isEmpty || any.contains(where: has), !none.contains(where: has) else {
            return nil
        }
        var evidence: [Evidence] = []
        var heaviest: Signal?
        for signal in signals where isShadow || !signal.shadow {
            guard all.contains(where: { $0.holds(signal.name) }) || any.contains(where: { $0.holds(signal.name) })
            else { continue }
            evidence += signal.evidence
            if signal.label == label, signal.points > heaviest?.points ?? -.infinity { heaviest = signal }
        }
        return Signal(
            name: name, label: label, reason: reason ?? heaviest?.reason ?? (label == .spam ? "spam" : "other"),
            points: points, evidence: Array(Tally.merged(evidence).prefix(Rule.mostEvidence)), shadow: isShadow)
    }
}
