extension Migration {
    /// Whether a deleted comment was its author's last one is asked at every deletion.
    static let edits = Migration(
        number: 6, name: "edits",
        steps: [.both("CREATE INDEX comments_of_author ON comments (author, id)")])
}
