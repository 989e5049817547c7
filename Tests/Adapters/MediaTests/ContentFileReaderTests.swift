import Foundation
import LabModel
import Media
import Testing

@Suite struct ContentFileReaderTests {
    @Test func beginsAgainAfterTheLastPicture() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("media-tests-\(UUID().uuidString).mp4").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try ForeignEncoderTests.write(path)
        let content = try ContentFileReader.open(
            path,
            size: PixelSize(width: 640, height: 384),
            clock: ManualClock(),
            interrupt: Interrupt()
        )
        let buffer = try PictureBuffer.make(size: PixelSize(width: 640, height: 384))
        for number in 0..<(ForeignEncoderTests.count * 2 + 5) {
            try content.draw(into: buffer)
            #expect(NumberedPictures.read(buffer) == number % ForeignEncoderTests.count)
        }
        #expect(content.loops == 2)
        #expect(content.frameRate?.framesPerSecond == 30)
        let other = try PictureBuffer.make(size: NumberedPictures.size)
        #expect(
            throws: MediaError.badSetting(
                name: "size",
                value: "320x192",
                reason: "the content is scaled to 640x384"
            )
        ) { try content.draw(into: other) }
    }

    @Test func aMissingFile() {
        #expect(throws: MediaError.cannotOpen(address: "/no/file.mp4", reason: "No such file or directory")) {
            try ContentFileReader.open(
                "/no/file.mp4",
                size: NumberedPictures.size,
                clock: ManualClock(),
                interrupt: Interrupt()
            )
        }
    }
}
