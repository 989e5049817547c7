import LabModel
import Media
import Testing

@Suite("Shared picture")
struct SharedPictureTests {
    @Test("a buffer is free again once its shares are gone, and a share keeps what was drawn")
    func sharing() throws {
        let buffer = try PictureBuffer.make(size: NumberedPictures.size)
        NumberedPictures.draw(41, into: buffer)
        var shared: SharedPicture? = try buffer.share()
        #expect(!buffer.isFree)
        NumberedPictures.draw(42, into: buffer)
        let half = try PictureBuffer.make(size: PixelSize(width: 640, height: 384))
        try Scaler().scale(try #require(shared), into: half)
        #expect(NumberedPictures.read(half) == 41)
        #expect(NumberedPictures.read(buffer) == 42)
        shared = nil
        #expect(buffer.isFree)
    }

    @Test("two encoders make keyframes of the same pictures, where one is told to", arguments: VideoCodec.allCases)
    func forcedKeyframes(codec: VideoCodec) throws {
        let main = try VideoEncoder.open(NumberedPictures.settings(codec: codec, gop: 0.2))
        let other = try VideoEncoder.open(NumberedPictures.settings(codec: codec, gop: 3_000))
        let buffer = try PictureBuffer.make(size: NumberedPictures.size)
        var keyframes: [[Int64]] = [[], []]
        for index in 0..<20 {
            NumberedPictures.draw(index, into: buffer)
            let shared = try buffer.share()
            let packets = try main.encode(shared, index: Int64(index))
            let isKeyframe = packets.contains(where: \.isKeyframe)
            keyframes[0] += packets.filter(\.isKeyframe).map(\.index)
            let others = try other.encode(shared, index: Int64(index), isKeyframe: isKeyframe)
            keyframes[1] += others.filter(\.isKeyframe).map(\.index)
        }
        #expect(keyframes[0].count >= 4)
        #expect(keyframes[0] == keyframes[1])
    }
}
