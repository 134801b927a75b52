/// How fast an endpoint may be called.
package struct EndpointPace: Sendable, Equatable {
    /// Requests on their way at once. The upper bound is what every endpoint may have, and so no limit of its own.
    package static let atOnceRange = 1...8
    /// Requests a minute; 0: as many as there are.
    package static let perMinuteRange = 0...6000

    /// Within `atOnceRange`.
    package let atOnce: Int
    /// Within `perMinuteRange`.
    package let perMinute: Int

    package static let standard = EndpointPace(atOnce: atOnceRange.upperBound, perMinute: 0)

    private init(atOnce: Int, perMinute: Int) {
        self.atOnce = atOnce
        self.perMinute = perMinute
    }

    /// Nil outside the ranges.
    package init?(atOnce: Int?, perMinute: Int?, otherwise: EndpointPace = .standard) {
        self.init(atOnce: atOnce ?? otherwise.atOnce, perMinute: perMinute ?? otherwise.perMinute)
        guard Self.atOnceRange.contains(self.atOnce), Self.perMinuteRange.contains(self.perMinute) else { return nil }
    }

    /// Nil without a limit of its own.
    package var mostAtOnce: Int? { atOnce == Self.atOnceRange.upperBound ? nil : atOnce }

    /// Most deliveries that one claim may take: those of a second, so that a limit of 600 a minute is no limit of 600
    /// in the minute's first instant. Nil without a limit.
    package var mostAtAClaim: Int? { perMinute == 0 ? nil : max(1, perMinute / 60) }

    /// How long nothing more may be taken after `count` were.
    package func pause(after count: Int) -> Duration {
        perMinute == 0 ? .zero : .milliseconds((count * 60_000 + perMinute - 1) / perMinute)
    }
}
