import Foundation
import LabModel
import LabTesting
import Testing

@testable import Measuring

@Suite struct ProviderCatalogueTests {
    @Test func listsBuiltInOnesAndThoseOfAFile() throws {
        let builtIn = ["direct", "mp4", "hls", "ll-hls", "nginx-rtmp"]
        #expect(try ProviderCatalogue().choices.map(\.provider.name) == builtIn)
        let folder = try TemporaryFolder()
        let text = "providers:\n  - {name: b, playback: /b, push: rtmp://h/live/key}\n  - {name: a, playback: /a}\n"
        try Data(text.utf8).write(to: URL(filePath: folder.file("p.yaml")))
        let catalogue = try ProviderCatalogue(file: folder.file("p.yaml"))
        #expect(catalogue.choices.map(\.provider.name) == builtIn + ["b", "a"])
        #expect(catalogue.choices.map { $0.builtIn == nil } == builtIn.map { _ in false } + [true, true])
        let pushed = try catalogue.named(["b", "direct", "nginx-rtmp"])
        #expect(pushed.map(\.isPushed) == [true, false, true])
        #expect(pushed[0].shownPush == ["rtmp://h/live/…"])
        #expect(pushed[2].shownPush == ["rtmp://127.0.0.1:PORT/live/stream"])
        #expect(pushed[1].shownPlayback == "/live.ts")
    }

    @Test(
        arguments: [
            (["cdn"], .unknown(name: "cdn", known: ["direct", "mp4", "hls", "ll-hls", "nginx-rtmp"])),
            (["mp4", "direct", "mp4"], .namedTwice("mp4")),
            (Array(repeating: "direct", count: 17), .tooMany(count: 17, limit: 16)),
        ] as [([String], ProvidersError)]
    )
    func refusesNames(_ names: [String], _ error: ProvidersError) throws {
        let catalogue = try ProviderCatalogue()
        #expect(throws: error) { try catalogue.named(names) }
    }
}
