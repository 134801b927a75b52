import Synchronization

/// A number that many threads change at once, without a lock.
package final class Counter: Sendable {
    private let number = Atomic<Int>(0)

    package init() {}

    package var value: Int { number.load(ordering: .relaxed) }

    package func add(_ amount: Int = 1) {
        number.wrappingAdd(amount, ordering: .relaxed)
    }
}

/// One counter for each of a few cases, all there from the beginning.
package struct Counters<Key: Hashable & CaseIterable & Sendable>: Sendable {
    private let counters: [Key: Counter]

    package init() {
        counters = Dictionary(uniqueKeysWithValues: Key.allCases.map { ($0, Counter()) })
    }

    package subscript(_ key: Key) -> Counter {
        guard let counter = counters[key] else { preconditionFailure("allCases lacks a case") }
        return counter
    }
}
