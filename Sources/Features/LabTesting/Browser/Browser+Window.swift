import Foundation

extension Browser {
    /// Which colours the reader's system prefers.
    public enum Scheme: String, Sendable, CaseIterable {
        case light, dark
    }

    /// Gives the page another size, also narrower than a desktop's window can be.
    public func resize(width: Int, height: Int) async throws {
        let size = #""width":\#(width),"height":\#(height),"deviceScaleFactor":1,"mobile":\#(width < 600)"#
        _ = try await sendDevTools("Emulation.setDeviceMetricsOverride", "{\(size)}", as: WebDriver.Nothing.self)
    }

    /// Says whether pages that are opened from now on may run scripts.
    public func allowScripts(_ isAllowed: Bool) async throws {
        _ = try await sendDevTools(
            "Emulation.setScriptExecutionDisabled",
            #"{"value":\#(!isAllowed)}"#,
            as: WebDriver.Nothing.self
        )
    }

    /// Says what the reader's system prefers, and for what the page is drawn.
    ///
    /// - Parameters:
    ///   - scheme: light or dark.
    ///   - hasReducedMotion: whether it asks for less movement.
    ///   - isPrinted: whether the page is drawn as on paper.
    /// - Throws: what the browser refuses.
    public func prefer(_ scheme: Scheme, hasReducedMotion: Bool = false, isPrinted: Bool = false) async throws {
        let motion = hasReducedMotion ? "reduce" : "no-preference"
        let parameters = """
            {"media":"\(isPrinted ? "print" : "screen")","features":[\
            {"name":"prefers-color-scheme","value":"\(scheme.rawValue)"},\
            {"name":"prefers-reduced-motion","value":"\(motion)"}]}
            """
        _ = try await sendDevTools("Emulation.setEmulatedMedia", parameters, as: WebDriver.Nothing.self)
    }

    /// Keeps a picture of the whole page, up to 6,000 pixels of it, for people to look at.
    ///
    /// - Parameter name: the file's name without ending.
    /// - Returns: the PNG file in ``KeptPictures/folder``.
    /// - Throws: ``Failure`` when the browser gave no picture; what writing it throws.
    @discardableResult
    public func keepPicture(_ name: String) async throws -> String {
        // The window becomes as high as the page, so that what sticks to its edges does not cover the middle.
        let size = try await value("return [innerWidth,innerHeight,\(Self.pageHeight)]", as: [Int].self)
        try await resize(width: size[0], height: max(size[1], min(size[2], 6_000)))
        let shot = try await sendDevTools("Page.captureScreenshot", #"{"format":"png"}"#, as: Shot.self)
        try await resize(width: size[0], height: size[1])
        guard let bytes = Data(base64Encoded: shot.data), !bytes.isEmpty else { throw Failure("no picture of \(name)") }
        return try KeptPictures.keep(bytes, as: name)
    }

    private static let pageHeight = "document.documentElement.scrollHeight"

    private struct Shot: Decodable {
        var data: String
    }
}
