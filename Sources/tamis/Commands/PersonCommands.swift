import ArgumentParser

/// The address of the person a command is about.
struct PersonOptions: ParsableArguments {
    @OptionGroup var store: StoreOptions
    @Option(help: "The person's e-mail address; - reads it from standard input, where no list of processes shows it.")
    var email: String
    @Option(help: "Only at this site (default: at every site).", completion: .sites)
    var site: String?

    func address() throws -> String {
        guard email == "-" else { return email }
        guard let line = readLine() else { throw ValidationError("no address came on standard input") }
        return line
    }
}

struct AccessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access", abstract: "Everything held about a person, for that person.",
        discussion: """
            Prints JSON Lines: for each site a line with the author's id and address, then a line for each comment with \
            the name, page, IP address and program it came with. The look is written down before anything is opened. \
            Nothing is printed when nobody used this address.

              tamis access --email - < address.txt > held.jsonl
              tamis access --email reader@example.org --site blog
            """)
    @OptionGroup var person: PersonOptions

    func run() async throws {
        let email = try person.address()
        var after: String?
        repeat {
            let answer = try await person.store.ask(.access(email: email, site: person.site, after: after))
            guard case .one(let lines, let fields)? = answer.report else {
                return try person.store.finish(answer)
            }
            if !lines.isEmpty { print(lines) }
            after = nil
            if case .text(let next)? = fields.first(where: { $0.key == "next" })?.value { after = next }
        } while after != nil
    }
}

struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Erase a person: nothing sealed for them opens again.",
        discussion: """
            Destroys the person's key and the look-up value of their address. Their comments lose name, page, IP \
            address, program and text, get the status erased, and endpoints hear comment.erased. It cannot be undone. \
            The answer is the same whether anybody used this address.

            A backup made before holds the person's wrapped key still: who has it and vault.keys can open it. Delete \
            such backups when their time is over, and erase again after a restore.

              tamis erase --email reader@example.org
              tamis erase --email - --site blog --keep-text < address.txt
            """)
    @OptionGroup var person: PersonOptions
    @Flag(help: "Keep the words of the comments, which are nobody's then.") var keepText = false

    func run() async throws {
        let email = try person.address()
        try await person.store.run(.erase(email: email, site: person.site, keepBodies: keepText))
    }
}
