/// The colours of series, told apart with every kind of colour blindness and on both papers.
enum Palette {
    /// How many there are; further series begin anew.
    static let count = 8
    /// On light paper, as sRGB in hexadecimal.
    static let light = ["0a5cb5", "d56608", "068d4b", "bf589e", "545356", "814605", "5520bb", "1d96e4"]
    /// On dark paper.
    static let dark = ["57b2fa", "e28307", "34d98f", "c98ec5", "bac1b9", "f1df45", "8b71fa", "fa654f"]
    /// The light paper.
    static let lightPaper = "ffffff"
    /// The dark paper.
    static let darkPaper = "15181d"

    /// Which of the colours a series has, whatever its number.
    static func index(_ colour: Int) -> Int {
        let rest = colour % count
        return rest < 0 ? rest + count : rest
    }
}
