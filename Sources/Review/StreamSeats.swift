package import Moderation
import Synchronization

/// The open event streams: few for one listener, since a browser gives a host six connections in all, and bounded for
/// everybody. A listener's newest stream takes the place of their oldest, which may belong to a page that is gone.
package final class StreamSeats: Sendable {
    package static let perHolder = 4
    package static let limit = 256

    private struct Place {
        let number: Int
        let holder: DecisionCause
        let leave: @Sendable () -> Void
    }

    private struct State {
        var next = 0
        /// Oldest first.
        var places: [Place] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// The number of open streams.
    package var count: Int { state.withLock { $0.places.count } }

    /// Nil when everything is taken. `leave` is called when the seat is wanted for a newer stream.
    package func take(_ holder: DecisionCause, leave: @escaping @Sendable () -> Void) -> StreamSeat? {
        let (number, pushed) = state.withLock { state -> (Int?, Place?) in
            let own = state.places.indices.filter { state.places[$0].holder == holder }
            let pushed = own.count >= Self.perHolder ? state.places.remove(at: own[0]) : nil
            guard state.places.count < Self.limit else { return (nil, pushed) }
            state.next += 1
            state.places.append(Place(number: state.next, holder: holder, leave: leave))
            return (state.next, pushed)
        }
        pushed?.leave()
        return number.map { StreamSeat(seats: self, number: $0) }
    }

    fileprivate func isTaken(_ number: Int) -> Bool {
        state.withLock { state in state.places.contains { $0.number == number } }
    }

    fileprivate func free(_ number: Int) {
        state.withLock { state in state.places.removeAll { $0.number == number } }
    }
}

/// One stream's seat, free again when nobody holds it: an answer whose body is never asked for keeps none.
package final class StreamSeat: Sendable {
    private let seats: StreamSeats
    private let number: Int

    fileprivate init(seats: StreamSeats, number: Int) {
        self.seats = seats
        self.number = number
    }

    deinit { seats.free(number) }

    /// False once a newer stream of the same listener took it.
    package var isKept: Bool { seats.isTaken(number) }
}
