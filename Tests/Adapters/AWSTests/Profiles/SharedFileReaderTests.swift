import LabModel
import LabTesting
import Testing

@testable import AWS

struct SharedFileReaderTests {
    private static func config(_ text: String) throws -> SharedFile {
        try SharedFileReader.read(text, path: "config", kind: .config)
    }

    @Test func readsConfig() throws {
        let file = try Self.config(
            """
            \u{FEFF}# a comment
            ; another one
            [default]
            region = eu-central-1   # behind
            output=json;not a comment
            [profile lab]
            Region=us-west-2
            services = local
            s3 =
              addressing_style = path
              max_queue = 5 ; behind
            region = us-west-1
            [profile "two words"]
            a = b # c
            [sso-session x]
            sso_region = nowhere
            [services local]
            s3 =
                endpoint_url = http://127.0.0.1:9000
            cloudwatch_logs =
                endpoint_url = http://127.0.0.1:9001
            [profile lab]
            role_arn = x=y
            [lab]
            region = ignored
            """
        )
        #expect(file.profiles.keys.sorted() == ["default", "lab", "two words"])
        #expect(file.profiles["default"]?.values == ["region": "eu-central-1", "output": "json;not a comment"])
        let lab = file.profiles["lab"]
        #expect(lab?.values == ["region": "us-west-1", "services": "local", "s3": "", "role_arn": "x=y"])
        #expect(lab?.nested == ["s3": ["addressing_style": "path", "max_queue": "5"]])
        #expect(file.profiles["two words"]?.values == ["a": "b"])
        #expect(file.services["local"]?.nested["s3"] == ["endpoint_url": "http://127.0.0.1:9000"])
        #expect(file.services["local"]?.nested["cloudwatch_logs"] == ["endpoint_url": "http://127.0.0.1:9001"])
    }

    @Test func prefixedDefaultCountsMore() throws {
        for text in ["[default]\na=1\nc=1\n[profile default]\na=2\n", "[profile default]\na=2\n[default]\na=1\nc=1\n"] {
            #expect(try Self.config(text).profiles["default"]?.values == ["a": "2"])
        }
    }

    @Test func readsCredentials() throws {
        let text = "[default]\r\naws_access_key_id=A\r\naws_secret_access_key = s/+=#x \r\n[profile x]\r\na=b\r\n"
        let file = try SharedFileReader.read(text, path: "credentials", kind: .credentials)
        #expect(file.profiles["default"]?.values == ["aws_access_key_id": "A", "aws_secret_access_key": "s/+=#x"])
        #expect(file.profiles["profile x"]?.values == ["a": "b"])
    }

    @Test(arguments: [
        ("a=b\n", "config:1:1", "a line above the first heading"), ("[default\n", "config:1:1", "a heading without ]"),
        ("[default]\n\nnothing\n", "config:3:1", "a line without ="),
        ("[default]\n=b\n", "config:2:1", "a line without ="),
    ])
    func namesTheLineThatIsWrong(_ text: String, _ place: String, _ reason: String) {
        let error = #expect(throws: AWSError.self) { try Self.config(text) }
        #expect(
            error?.description == "the shared AWS settings cannot be read: \(reason): \(place). Mend that line"
        )
    }

    @Test func survivesWhateverComes() {
        var generator = SeededGenerator(seed: 3)
        let pieces = [
            "[", "]", "default", "profile ", "=", "\n", " ", "#", ";", "\"", "a", "é", "\t", "\r\n", "services x",
        ]
        var good = 0
        for _ in 0..<3_000 {
            let count = Int.random(in: 0...20, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            if (try? Self.config(text)) != nil {
                good += 1
            }
        }
        #expect(good > 100 && good < 3_000)
    }
}
