import Foundation

/// CPU time of this process, in nanoseconds: on a busy machine it tells more than the clock on the wall.
func cpuNanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// What one round took, and a number that shows that the work was done.
struct Measurement {
    var nanoseconds: Int
    var checksum: Int

    init(_ work: () throws -> Int) rethrows {
        let begin = cpuNanoseconds()
        checksum = try work()
        nanoseconds = cpuNanoseconds() - begin
    }
}

/// The texts of a file, each ended by a NUL.
func texts(in file: String) throws -> [String] {
    try Data(contentsOf: URL(fileURLWithPath: file)).split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
}
