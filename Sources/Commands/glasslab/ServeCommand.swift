import ArgumentParser
import Foundation
import LabCommand
import LabModel
import LabServer
import Machine
import Measuring
import RunStore

/// `glasslab serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Show runs, what is measured now, and comparisons in a browser.",
        discussion: """
            Only this machine can open it, unless --host names another address: then every request
            carries a token. Ctrl-C ends it; a measurement started from it then stores what it has.

            EXAMPLES
              glasslab serve
              glasslab serve --db results/night/lab.sqlite --port 9000
              (umask 077; openssl rand -hex 32 > token)
              glasslab serve --host 0.0.0.0 --token-file token
              curl -H "Authorization: Bearer $(cat token)" http://lab:8090/api/runs
            """
    )

    @Option(help: "The address to listen at. (default: 127.0.0.1)")
    var host: String?

    @Option(help: "The port; 0 lets the system choose. (default: 8090)")
    var port: String?

    @Option(
        help: ArgumentHelp(
            "A file that only you can read, with the token that requests carry; needed at other addresses than 127.0.0.1.",
            valueName: "file"
        )
    )
    var tokenFile: String?

    @Option(
        help: ArgumentHelp("A file with more providers to measure from the page, YAML or JSON.", valueName: "file")
    )
    var providers: String?

    @Option(help: ArgumentHelp("Write {\"port\",\"pid\"} here once it serves.", valueName: "file"))
    var readyFile: String?

    @OptionGroup var database: DatabaseOption
    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        LabLogging.bootstrap(console: console, verbose: standard.verbose)
        let settings = try standard.settings()
        let serverSettings = try serverSettings(settings)
        let ready = try settings.value(.readyFile, flag: readyFile, as: .text)
        let store = try Self.store(at: try database.path(settings))
        try await withInterruptHandling { interrupt in
            let serving = Task {
                try await LabServer.run(
                    serverSettings,
                    store: store,
                    clock: SystemClock()
                ) { port in
                    let host = serverSettings.host.contains(":") ? "[\(serverSettings.host)]" : serverSettings.host
                    console.note("serving \(store.path) at http://\(host):\(port)/")
                    Self.tell(port, in: ready, on: console)
                }
            }
            interrupt.onRequest { serving.cancel() }
            try await serving.value
        }
    }

    private func serverSettings(_ settings: Settings) throws -> LabServerSettings {
        var server = LabServerSettings()
        server.host = try settings.value(.host, flag: host, default: server.host, as: .text)
        server.port = try settings.value(.port, flag: port, default: server.port, as: .integer(in: 0...65_535))
        server.tokenFile = try settings.value(.tokenFile, flag: tokenFile, as: .text)
        server.providersFile = try settings.value(.providers, flag: providers, as: .text)
        server.providers = try ProviderCatalogue(file: server.providersFile).choices.map { choice in
            var provider = choice.provider
            provider.push = choice.shownPush
            provider.playback = choice.shownPlayback
            return provider
        }
        server.version = LabVersion.number
        return server
    }

    /// The store, which is made where there is none, so that the first measurement can be started from the page; one that
    /// may not be written is shown all the same.
    private static func store(at path: String) throws -> RunStore {
        if !FileManager.default.fileExists(atPath: path) {
            _ = try RunStore.open(path)
        }
        return try RunStore.open(path, mode: .readOnly)
    }

    private static func tell(_ port: Int, in file: String?, on console: Console) {
        guard let file else { return }
        let own = ProcessInfo.processInfo.processIdentifier
        do {
            // By rename: whoever waits for it never reads half of it.
            try Data("{\"pid\":\(own),\"port\":\(port)}\n".utf8).write(to: URL(filePath: file), options: .atomic)
        } catch {
            console.warning("cannot write \(file): \(error.localizedDescription)")
        }
    }
}
