import LabModel
import LabTesting
import Testing

@Suite struct SecretMaskTests {
    @Test(arguments: [
        ("rtmp://h/live/s3cr3t!key", "rtmp://h/live/${KEY}"),
        ("opening s3cr3t!key, then S3CR3T!KEY", "opening ${KEY}, then ${KEY}"),
        ("http://h/?k=s3cr3t%21key&x=1", "http://h/?k=${KEY}&x=1"),
        ("s3cr3t!ke", "s3cr3t!ke"),
        ("", ""),
    ])
    func findsASecretWhereverItStands(_ text: String, _ masked: String) {
        #expect(SecretMask(["KEY": "s3cr3t!key"]).masked(text) == masked)
    }

    @Test func findsWhatLibrariesDecoded() {
        let mask = SecretMask(["KEY": "a%2Fb%3dcd"])
        #expect(mask.masked("path a/b=cd, and a%2fb%3Dcd") == "path ${KEY}, and ${KEY}")
    }

    @Test func findsEverySpellingOfSlashesAndBlanks() {
        let mask = SecretMask(["KEY": "pa/ss:wo rd"])
        for spelling in ["pa/ss:wo rd", "pa%2Fss%3Awo%20rd", "pa/ss:wo%20rd", "pa%2Fss:wo%20rd", "PA%2fSS%3awo%20RD"] {
            #expect(mask.masked("<\(spelling)>") == "<${KEY}>", "\(spelling)")
        }
    }

    @Test func theLongerOfTwoSecretsComesFirst() {
        let mask = SecretMask(["A": "abcd", "B": "abcdef"])
        #expect(mask.masked("abcdef abcd") == "${B} ${A}")
    }

    @Test func aShortSecretMustStandAlone() {
        let mask = SecretMask(["N": "1"])
        #expect(mask.masked("within 15 s of try 1: /1/x1") == "within 15 s of try ${N}: /${N}/x1")
    }

    @Test func anEmptySecretHidesNothing() {
        #expect(SecretMask(["KEY": ""]).masked("text") == "text")
        #expect(SecretMask.none.masked("text") == "text")
    }

    @Test func saysNothingOfWhatItHides() {
        let mask = SecretMask(["KEY": "topsecret"])
        var dumped = ""
        dump(mask, to: &dumped)
        for text in ["\(mask)", String(reflecting: mask), dumped] {
            #expect(!text.contains("topsecret"))
            #expect(!text.contains("116"))
        }
    }

    /// Random secrets in random surroundings never survive in any spelling that is listed, and nothing else changes.
    @Test func noSecretSurvives() {
        var random = SeededGenerator(seed: 7)
        let letters = Array("abcXYZ019-._~!$&'()*+,;=:@/?%# é")
        for _ in 0..<300 {
            let secret = String(
                (0..<Int.random(in: 4...12, using: &random)).map { _ in
                    letters.randomElement(using: &random) ?? "a"
                }
            )
            let before = String(repeating: "q", count: Int.random(in: 0...5, using: &random))
            let masked = SecretMask(["K": secret]).masked("\(before)|\(secret)|w")
            #expect(masked == "\(before)|${K}|w", "\(secret)")
        }
    }

    private struct Odd: Error, CustomStringConvertible {
        var description: String { "odd: hunter2222" }
    }

    private struct Said: LabError {
        var what: String { "cannot open hunter2222" }
        var place: String? { "rtmp://h/hunter2222" }
        var remedy: String? { "Look at hunter2222" }
        var exitStatus: LabModel.ExitStatus { .transient }
    }

    @Test func errorsAreMaskedAndKeepTheirExitStatus() throws {
        let mask = SecretMask(["KEY": "hunter2222"])
        let said = try #require(mask.masked(Said()) as? any LabError)
        #expect("\(said)" == "cannot open ${KEY}: rtmp://h/${KEY}. Look at ${KEY}")
        #expect(said.exitStatus == .transient)
        #expect("\(mask.masked(Odd()))" == "odd: ${KEY}")
        #expect((mask.masked(Odd()) as? any LabError)?.exitStatus == .failed)
        #expect(SecretMask(["KEY": "other"]).masked(Said()) is Said)
    }
}
