extension CommentForm {
    /// What a field may be called in a posted form: the dotted name, the same with brackets (`author[name]`), or the
    /// name it has in the WordPress form.
    static let fieldNames: [String: FormField] = {
        var names: [String: FormField] = [
            "author": .authorName, "email": .authorEmail, "url": .authorURL, "comment": .body,
            "comment_post_ID": .threadID, "comment_parent": .parentID,
        ]
        for field in FormField.allCases where field != .author && field != .thread {
            names[field.rawValue] = field
            let parts = field.rawValue.split(separator: ".")
            if parts.count == 2 { names["\(parts[0])[\(parts[1])]"] = field }
        }
        return names
    }()

    /// Most names in a posted form, known or not.
    static let mostFields = 200

    /// Sets a field to what was posted under one of its names.
    mutating func take(_ field: FormField, named name: String, _ text: String) {
        // The WordPress form says "no parent" as 0.
        set(field, name == "comment_parent" && text == "0" ? nil : text)
    }
}
