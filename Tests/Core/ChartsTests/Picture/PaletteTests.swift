import Foundation
import Testing

@testable import Charts

@Suite("Palette")
struct PaletteTests {
    @Test("every colour stands out from its paper by 3 to 1, text by 4.5 to 1")
    func contrast() throws {
        for (colours, paper) in [(Palette.light, Palette.lightPaper), (Palette.dark, Palette.darkPaper)] {
            for colour in colours {
                #expect(try Self.contrast(colour, paper) >= 3, "\(colour) on \(paper)")
            }
        }
        for mark in ChartColours.marks {
            #expect(try Self.contrast(mark.light, Palette.lightPaper) >= 3)
            #expect(try Self.contrast(mark.dark, Palette.darkPaper) >= 3)
        }
        for name in ["ink", "dim"] {
            let colour = try #require(ChartColours.page.first { $0.name == name })
            #expect(try Self.contrast(colour.light, Palette.lightPaper) >= 4.5)
            #expect(try Self.contrast(colour.dark, Palette.darkPaper) >= 4.5)
        }
    }

    @Test("colours differ for every kind of sight", arguments: Sight.all)
    func sights(sight: Sight) throws {
        for colours in [Palette.light, Palette.dark] {
            let seen = try colours.map { Self.lab(sight.seen(try Self.linear($0))) }
            for one in seen.indices {
                for other in seen.indices where other > one {
                    // Two patches differ clearly from about 10 on; the first four, which most charts use, from 16.
                    let least = one < 4 && other < 4 ? 16.0 : 11.0
                    let away = Self.distance(seen[one], seen[other])
                    #expect(away >= least, "\(sight.name): \(colours[one]) and \(colours[other]): \(away)")
                }
            }
        }
    }

    @Test("any number chooses a colour")
    func index() {
        #expect([0, 7, 8, -1, -8, Int.min, Int.max].map(Palette.index) == [0, 7, 0, 7, 0, 0, 7])
    }

    /// How somebody sees colours: a matrix of linear light, Machado, Oliveira and Fernandes 2009, full severity.
    struct Sight: CustomTestStringConvertible {
        var name: String
        var matrix: [[Double]]
        var testDescription: String { name }

        static let all = [
            Sight(name: "usual", matrix: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
            Sight(
                name: "protanopia",
                matrix: [
                    [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
                ]
            ),
            Sight(
                name: "deuteranopia",
                matrix: [
                    [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
                ]
            ),
            Sight(
                name: "tritanopia",
                matrix: [
                    [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
                ]
            ),
        ]

        func seen(_ light: [Double]) -> [Double] {
            matrix.map { row in min(max(zip(row, light).map(*).reduce(0, +), 0), 1) }
        }
    }

    /// sRGB in hexadecimal to linear light.
    private static func linear(_ colour: String) throws -> [Double] {
        let value = try #require(Int(colour, radix: 16))
        return [16, 8, 0].map { shift in
            let share = Double(value >> shift & 255) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
    }

    /// The contrast of WCAG 2.
    private static func contrast(_ one: String, _ other: String) throws -> Double {
        let lights = try [one, other].map { zip([0.2126, 0.7152, 0.0722], try linear($0)).map(*).reduce(0, +) + 0.05 }
        return max(lights[0], lights[1]) / min(lights[0], lights[1])
    }

    /// Linear light to CIELAB of white D65.
    private static func lab(_ light: [Double]) -> [Double] {
        let rows = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
        let white = [0.95047, 1, 1.08883]
        let f = zip(rows, white).map { row, white in
            let share = zip(row, light).map(*).reduce(0, +) / white
            return share > 0.008856 ? cbrt(share) : 7.787 * share + 16.0 / 116
        }
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }

    private static func distance(_ one: [Double], _ other: [Double]) -> Double {
        zip(one, other).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    }
}
