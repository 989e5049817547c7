/// An element of an XML answer: its text and the elements in it.
///
/// What is not there is an empty element, so that a path can be followed without asking at each step. Names come without
/// their prefixes; attributes are left out, since no answer that the lab reads has any of use.
struct XMLElement: Hashable, Sendable {
    /// Its name without a prefix; empty for one that is not there.
    var name: String
    /// Its own text, of an element with others in it without the blanks between them.
    var text: String
    /// The elements in it, in their order.
    var children: [XMLElement]

    init(_ name: String, text: String = "", _ children: [XMLElement] = []) {
        self.name = name
        self.text = text
        self.children = children
    }

    /// The first element of a name in it; an empty one where there is none.
    subscript(_ name: String) -> XMLElement {
        children.first { $0.name == name } ?? XMLElement("")
    }

    /// All elements of a name in it.
    func items(_ name: String) -> [XMLElement] {
        children.filter { $0.name == name }
    }

    /// Its text; nil where that is empty.
    var nonEmptyText: String? {
        text.isEmpty ? nil : text
    }
}
