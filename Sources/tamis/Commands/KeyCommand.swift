import ArgumentParser
import Foundation
import Privacy
import Store

struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "API keys of sites.",
        discussion: """
            A program sends its token as `Authorization: Bearer …`. Only a hash of it is kept: a lost one is rotated.

              tamis key add --site default --name "comment form" --scopes submit,score
              tamis key rotate key_06h0hjwe2sgzpkwe0g6pvccnpr

            Clients of other services have keys of their own kind (config/integrations/doors):

              tamis key add --site default --akismet
              tamis key coral --site default < secret-from-coral
            """,
        subcommands: [Add.self, List.self, Rotate.self, Disable.self, Coral.self, DropCoral.self, RotateVault.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key; its token is shown once.",
            discussion: "  tamis key add --site default --name dashboard --scopes read")
        @OptionGroup var store: StoreOptions
        @Option(help: "The site it is bound to.", completion: .sites)
        var site: String
        @Option(help: "What it is for.")
        var name = "key"
        @Option(
            help: "What it may do, divided by commas: submit, score, read, moderate, admin.", completion: .scopes)
        var scopes = "submit,score"
        @Flag(
            help: "A key of 12 letters and digits for Akismet's clients: it checks comments and takes their feedback.")
        var akismet = false

        func run() async throws {
            if akismet {
                return try await store.run(.addAkismetKey(site: site, name: name == "key" ? "akismet" : name))
            }
            try await store.run(
                .addKey(site: site, name: name, scopes: scopes.split(separator: ",").map(String.init)))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List keys; never their tokens.", discussion: "  tamis key list --site default")
        @OptionGroup var store: StoreOptions
        @Option(help: "Only of this site.", completion: .sites)
        var site: String?

        func run() async throws { try await store.run(.listKeys(site: site)) }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a key a new token; the old one ends at once.",
            discussion: "  tamis key rotate key_06h0hjwe2sgzpkwe0g6pvccnpr")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The key's id.")
        var id: String

        func run() async throws { try await store.run(.rotateKey(id: id)) }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a key at once.", discussion: "  tamis key disable key_06h0hjwe2sgzpkwe0g6pvccnpr")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The key's id.")
        var id: String

        func run() async throws { try await store.run(.disableKey(id: id)) }
    }

    struct Coral: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a secret that Coral signs its external moderation phase with, from standard input.",
            discussion: """
                Coral makes the secret when the phase is added and when it is rolled; both are taken until one is dropped.

                  tamis key coral --site default < secret-from-coral
                """)
        @OptionGroup var store: StoreOptions
        @Option(help: "The site whose rules judge.", completion: .sites)
        var site: String

        func run() async throws {
            guard let secret = readLine(strippingNewline: true), !secret.isEmpty else {
                throw ValidationError("the secret is read from standard input")
            }
            try await store.run(.addCoralSecret(site: site, secret: secret))
        }
    }

    struct DropCoral: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "drop-coral", abstract: "Take no more what a rolled secret of Coral's signs.",
            discussion: "  tamis key drop-coral crl_06h0hjwe2sgzpkwe0g6pvccnpr")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The secret's id.")
        var id: String

        func run() async throws { try await store.run(.dropCoralSecret(id: id)) }
    }

    struct RotateVault: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate-vault", abstract: "Give the vault a new master key; the one before it ends.",
            discussion: """
                Every author's key and every secret is sealed anew, and the old master key is then gone from data/vault.keys:
                whoever has a copy of it, or of a backup with it, opens nothing that comes from now on. With what is present
                then, no backup from before opens either: nothing of a person who was erased comes back from it. Keep a copy
                of the old key file apart for as long as you mean to restore such a backup.

                The service must be stopped. Cut off, it goes on where it was when it is run again; until then both keys
                stand in the file and everything works.

                  systemctl stop tamis && tamis key rotate-vault && systemctl start tamis
                """)
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let settings = try store.folder.settings()
            guard FileManager.default.fileExists(atPath: settings.databasePath) else {
                throw ConfigurationError(
                    file: settings.databasePath, line: nil, what: "there is no database; `tamis serve` makes one")
            }
            let data = try DataFolder(path: settings.dataFolder)
            guard let lock = try data.lock() else {
                throw ConfigurationError(
                    file: settings.dataFolder + "/lock", line: nil,
                    what: "stop the service first: it has the keys in use")
            }
            let meter = ProgressMeter()
            defer { meter.end() }
            // Opened once before, so that keys that do not fit are refused before anything is changed.
            try await data.openStore(settings, holding: lock).close()
            try VaultKeyFile.beginRotation(path: data.keyFile)
            let open = try await data.openStore(settings, holding: lock)
            let count = try await open.resealSecrets { done, total in
                meter.show(AdminProgress(what: "sealing anew", done: done, total: total))
            }
            try await open.close()
            try VaultKeyFile.endRotation(path: data.keyFile)
            withExtendedLifetime(lock) {}
            meter.end()
            try store.finish(
                .done(
                    "\(count) keys and secrets sealed anew; the old master key is gone. Copy \(data.keyFile) to a safe place.",
                    [AdminField("sealed", .integer(count)), AdminField("key_file", .text(data.keyFile))]))
        }
    }
}
