/// Progress in words and a bar, on one line.
struct ProgressLine {
    let progress: AdminProgress

    /// Such as `copying  [#######·······]  50 %`; without a total only what is being done.
    func bar(width: Int) -> String {
        guard let share else { return DisplayWidth.cut(progress.what + " …", to: width - 1) }
        let percent = "\(Int(share * 100)) %"
        let room = min(40, width - 1 - progress.what.count - percent.count - 6)
        guard room >= 5 else { return DisplayWidth.cut("\(progress.what) \(percent)", to: width - 1) }
        let full = Int((Double(room) * share).rounded(.down))
        let bar = String(repeating: "#", count: full) + String(repeating: "·", count: room - full)
        return "\(progress.what)  [\(bar)]  \(percent)"
    }

    /// Such as `copying: 50 %`.
    var plain: String {
        share.map { "\(progress.what): \(Int($0 * 100)) %" } ?? "\(progress.what) …"
    }

    private var share: Double? {
        guard let total = progress.total, total > 0 else { return nil }
        return min(1, max(0, Double(progress.done) / Double(total)))
    }
}
