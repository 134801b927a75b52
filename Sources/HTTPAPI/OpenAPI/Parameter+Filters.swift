extension Parameter {
    /// What the lists of comments can be narrowed to; each list takes all of them.
    static let filters: [Parameter] = [
        Parameter(
            name: "thread", place: .query, description: "Only comments of the thread with this id.",
            schema: ["type": "string"]),
        Parameter(
            name: "author", place: .query, description: "Only comments of this author, as `author.id` names them.",
            schema: ["type": "string", "pattern": "^aut_[0-9a-z]{1,60}$"]),
        Parameter(
            name: "label", place: .query, description: "Only comments with most points under this label.",
            schema: ["enum": ["spam", "abuse"]], example: "abuse"),
        Parameter(
            name: "language", place: .query, description: "Only comments in this language, as `language` names it.",
            schema: ["type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$"], example: "fr"),
        Parameter(
            name: "since", place: .query, description: "Only comments received at this moment or later.",
            schema: ["type": "string", "format": "date-time"]),
        Parameter(
            name: "until", place: .query, description: "Only comments received before this moment.",
            schema: ["type": "string", "format": "date-time"]),
        Parameter(
            name: "min_score", place: .query,
            description: "Only comments whose greater score is at least this: 0 to 1, in thousandths at the finest.",
            schema: ["type": "string", "pattern": score], example: "0.5"),
        Parameter(
            name: "max_score", place: .query,
            description: "Only comments whose greater score is at most this: 0 to 1, in thousandths at the finest.",
            schema: ["type": "string", "pattern": score]),
        Parameter(
            name: "text", place: .query,
            description: "Only comments whose body holds this text, at most 200 bytes; Latin letters in either case.",
            schema: ["type": "string", "minLength": 1, "maxLength": 200]),
    ]

    static let campaign = Parameter(
        name: "campaign", place: .query, description: "Only comments of this campaign.",
        schema: ["type": "string", "pattern": "^cam_[0-9a-z]{1,60}$"])

    private static let score: JSONValue = #"^(0(\.[0-9]{1,3})?|1(\.0{1,3})?)$"#
}
