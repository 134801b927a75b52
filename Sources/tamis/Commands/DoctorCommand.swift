import ArgumentParser

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check what Tamis promises: durability, keys, integrity.",
        discussion: """
            Every line says ok or WRONG; anything wrong ends with 1, so that a timer can watch it. Beside a running \
            service it also tells when policy and lists were last read, what came of it, and which are in force.

              tamis doctor || mail -s "tamis" root < /dev/null
            """)
    @OptionGroup var store: StoreOptions

    func run() async throws { try await store.run(.doctor) }
}
