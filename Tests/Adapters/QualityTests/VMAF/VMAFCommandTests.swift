import LabModel
import Testing

@testable import Quality

@Suite struct VMAFCommandTests {
    @Test func readsTwoPicturesAboveEachOther() {
        let command = VMAFCommand(
            model: .standard,
            shape: VMAFShape(size: PixelSize(width: 641, height: 361)),
            interval: .triples,
            threads: 2
        )
        let before = "-v error -nostdin -hide_banner -threads 1 -filter_threads 1 -f rawvideo -pix_fmt yuv420p"
        let input = "-s 641x724 -framerate 25 -i pipe:0 -filter_complex_threads 1 -filter_complex"
        let upper = "[0:v]split[both][too];[both]crop=641:361:0:0:exact=1[reference];"
        let lower = "[too]crop=641:361:0:362:exact=1[distorted];"
        let score = "[distorted][reference]libvmaf=model=version=vmaf_v0.6.1:n_subsample=3:n_threads=2:log_fmt=json:"
        let wanted = "\(before) \(input) \(upper)\(lower)\(score)log_path=/dev/stdout -f null -"
        #expect(command.arguments.joined(separator: " ") == wanted)
    }

    @Test func tenBitsAndAModelsFile() {
        let command = VMAFCommand(
            model: .file("/tmp/odd [name]:,'.json"),
            shape: VMAFShape(size: PixelSize(width: 640, height: 360), depth: 10),
            interval: .every,
            threads: 1
        )
        #expect(command.arguments.contains("yuv420p10le"))
        #expect(command.arguments.contains("640x720"))
        // The path is nowhere: no character of it can mean anything to the filter.
        #expect(command.modelOption == "path=/dev/fd/3")
        #expect(!command.arguments.joined().contains("odd"))
    }
}
