extension Browser {
    /// Keys that have no letter, as WebDriver names them.
    public enum Key: String, Sendable {
        case tab = "\u{E004}"
        case enter = "\u{E007}"
        case shift = "\u{E008}"
        case escape = "\u{E00C}"
        case space = "\u{E00D}"
        case end = "\u{E010}"
        case home = "\u{E011}"
        case left = "\u{E012}"
        case up = "\u{E013}"
        case right = "\u{E014}"
        case down = "\u{E015}"
    }

    /// How many elements a CSS selector finds.
    public func count(_ selector: String) async throws -> Int {
        try await value("return document.querySelectorAll(\(WebDriver.quoted(selector))).length", as: Int.self)
    }

    /// The text of the first element that a CSS selector finds, without the space around it; nil when there is none.
    public func text(_ selector: String) async throws -> String? {
        let script =
            "const e=document.querySelector(\(try WebDriver.quoted(selector)));return e?e.textContent.trim():null"
        return try await value(script, as: String?.self)
    }

    /// The texts of all elements that a CSS selector finds, without the space around them.
    public func texts(_ selector: String) async throws -> [String] {
        let list = "document.querySelectorAll(\(try WebDriver.quoted(selector)))"
        return try await value("return Array.from(\(list),e=>e.textContent.trim())", as: [String].self)
    }

    /// Clicks the first element that a CSS selector finds, as a mouse would: where it is covered, the click fails.
    public func click(_ selector: String) async throws {
        let element = try await find(selector)
        try await send("/element/\(element)/click", "{}")
    }

    /// Types into the first element that a CSS selector finds, in place of what is in it.
    public func type(_ text: String, into selector: String) async throws {
        let element = try await find(selector)
        try await send("/element/\(element)/clear", "{}")
        try await send("/element/\(element)/value", #"{"text":\#(WebDriver.quoted(text))}"#)
    }

    /// Presses a key and lets go of it; it goes to what has the focus.
    public func press(_ key: Key, withShift: Bool = false) async throws {
        try await press(key.rawValue, withShift: withShift)
    }

    /// Presses a key by its letter and lets go of it.
    public func press(_ letter: String, withShift: Bool = false) async throws {
        let value = try WebDriver.quoted(letter)
        var actions = [#"{"type":"keyDown","value":\#(value)}"#, #"{"type":"keyUp","value":\#(value)}"#]
        if withShift {
            let shift = try WebDriver.quoted(Key.shift.rawValue)
            actions.insert(#"{"type":"keyDown","value":\#(shift)}"#, at: 0)
            actions.append(#"{"type":"keyUp","value":\#(shift)}"#)
        }
        let list = actions.joined(separator: ",")
        try await send("/actions", #"{"actions":[{"type":"key","id":"keys","actions":[\#(list)]}]}"#)
    }

    /// Moves the mouse to a place within the first element that a CSS selector finds.
    ///
    /// - Parameters:
    ///   - selector: the element.
    ///   - x: from its middle to the right, in CSS pixels.
    ///   - y: from its middle downwards.
    /// - Throws: what the browser refuses.
    public func hover(_ selector: String, x: Int = 0, y: Int = 0) async throws {
        let origin = #"{"\#(Self.elementKey)":"\#(try await find(selector))"}"#
        let move = #"{"type":"pointerMove","duration":0,"origin":\#(origin),"x":\#(x),"y":\#(y)}"#
        let mouse = #"{"type":"pointer","id":"mouse","parameters":{"pointerType":"mouse"},"actions":[\#(move)]}"#
        try await send("/actions", #"{"actions":[\#(mouse)]}"#)
    }

    /// What the standard calls an element's key.
    private static let elementKey = "element-6066-11e4-a52e-4f735466cecf"

    private func find(_ selector: String) async throws -> String {
        let body = #"{"using":"css selector","value":\#(try WebDriver.quoted(selector))}"#
        let found = try await ask("/element", body, as: [String: String].self)
        guard let element = found[Self.elementKey] else { throw Failure("no element \(selector): \(found)") }
        return element
    }
}
