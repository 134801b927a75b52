import ArgumentParser

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check what Tamis promises: durability, keys, integrity.")
    @OptionGroup var store: StoreOptions

    func run() async throws { try await store.run(.doctor) }
}
