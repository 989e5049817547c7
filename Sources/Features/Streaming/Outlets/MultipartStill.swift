internal import LabModel

/// A JPEG picture as a part of a `multipart/x-mixed-replace` response.
///
/// The boundary stands behind each picture rather than before it, because browsers show a part once they have seen its end.
enum MultipartStill {
    /// The media type of the response.
    static let contentType = "multipart/x-mixed-replace; boundary=\(boundary)"

    /// What every viewer gets first.
    static let header = Array("--\(boundary)\r\n".utf8)

    private static let boundary = "glasslab-picture"

    /// A part: its headers, the picture and the boundary behind it.
    /// - Parameters:
    ///   - jpeg: the picture.
    ///   - stamp: when its drawing began; told as seconds since 1970 with nine decimals.
    /// - Returns: the part's bytes.
    static func part(_ jpeg: [UInt8], stamp: WallTime) -> [UInt8] {
        let head =
            "Content-Type: image/jpeg\r\nContent-Length: \(jpeg.count)\r\nX-Timestamp: \(seconds(stamp))\r\n\r\n"
        return Array(head.utf8) + jpeg + Array("\r\n--\(boundary)\r\n".utf8)
    }

    private static func seconds(_ time: WallTime) -> String {
        let (whole, rest) = max(0, time.nanoseconds).quotientAndRemainder(dividingBy: 1_000_000_000)
        let digits = String(rest)
        return "\(whole)." + String(repeating: "0", count: 9 - digits.count) + digits
    }
}
