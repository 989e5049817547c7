internal import CFFmpeg
internal import LabModel

/// Pictures as PNG files: what can be looked at anywhere, without loss.
public enum PNGFile {
    /// Writes a picture as RGB with 8 bits.
    /// - Returns: the file's bytes.
    /// - Throws: ``MediaError/codecMissing(codec:doing:)``, ``MediaError/encoderFailed(codec:reason:)``,
    ///   ``MediaError/scalerFailed(reason:)`` or ``MediaError/outOfMemory(what:)``.
    public static func encode(_ picture: PictureBuffer) throws(MediaError) -> [UInt8] {
        let colours = try rgb(picture)
        guard let codec = avcodec_find_encoder(AV_CODEC_ID_PNG) else {
            throw .codecMissing(codec: "png", doing: "encode")
        }
        var context = avcodec_alloc_context3(codec)
        defer { avcodec_free_context(&context) }
        guard let encoder = context else { throw .outOfMemory(what: "an encoder") }
        encoder.pointee.width = colours.pointer.pointee.width
        encoder.pointee.height = colours.pointer.pointee.height
        encoder.pointee.pix_fmt = AV_PIX_FMT_RGB24
        encoder.pointee.time_base = AVRational(num: 1, den: 1)
        let packet = try PacketOwner.make()
        var code = avcodec_open2(encoder, codec, nil)
        if code >= 0 {
            code = avcodec_send_frame(encoder, colours.pointer)
        }
        if code >= 0 {
            code = avcodec_receive_packet(encoder, packet.pointer)
        }
        guard code >= 0 else { throw .encoderFailed(codec: "png", reason: LibavText.of(code)) }
        return packet.withBytes { Array($0) }
    }

    private static func rgb(_ picture: PictureBuffer) throws(MediaError) -> FrameOwner {
        let target = try FrameOwner.make(size: picture.size, format: AV_PIX_FMT_RGB24)
        try PictureConverter().convert(picture.frame, .own, into: target, .own)
        return target
    }
}
