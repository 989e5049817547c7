import ArgumentParser
import LabCommand
import LabModel
import Measuring
import Reporting

/// `glasslab providers`.
struct ProvidersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "providers",
        abstract: "List the providers that can be measured: built in, and from a file.",
        discussion: """
            Addresses are shown with references to secrets, such as ${KEY}, as the file has them; nothing is asked of
            anybody.

            EXAMPLES
              glasslab providers
              glasslab providers --providers mine.yaml
              glasslab providers --json
            """
    )

    @Option(help: "A file with more providers, YAML or JSON.")
    var providers: String?

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let catalogue = try ProviderCatalogue(file: try settings.value(.providers, flag: providers, as: .text))
        let rows = catalogue.choices.map(ProviderListing.init)
        try console.write(isJSON ? ProviderListing.json(rows) : ProviderListing.text(rows, style: console.textStyle))
    }
}
