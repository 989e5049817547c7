import LabModel
import LabTesting
import Planning
import Testing

/// Each wrong line is told with its file, line, column and what to do.
@Suite struct InputsFailureTests {
    private static let good = "0 15 512 1 task_0\n"
    private static let shape = "Write each line as image_size fps cpu memory name, such as 0 15 512 1 task_0."

    private func complaint(_ text: String) -> String? {
        do throws(PlanningError) {
            _ = try InputsFile.parse(text, name: "in.txt")
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [
        ("4 15 512 1 a", "image_size \"4\" is not a picture size by its number, 0 to 3: in.txt:2:1. "),
        ("+1 15 512 1 a", "image_size \"+1\" is not a picture size by its number, 0 to 3: in.txt:2:1. "),
        ("1 x 512 1 a", "fps \"x\" is not a frame rate such as 25 or 29.97, from 0.1 to 1000: in.txt:2:3. "),
        ("1  0 512 1 a", "fps \"0\" is not a frame rate such as 25 or 29.97, from 0.1 to 1000: in.txt:2:4. "),
        (
            "1 30000/1001 512 1 a",
            "fps \"30000/1001\" is not a frame rate such as 25 or 29.97, from 0.1 to 1000: in.txt:2:3. "
        ),
        ("1 1e2 512 1 a", "fps \"1e2\" is not a frame rate such as 25 or 29.97, from 0.1 to 1000: in.txt:2:3. "),
        (
            "1 25 1.5 1 a",
            "cpu \"1.5\" is not a whole number of CPU units from 1 to 1048576, such as 512: in.txt:2:6. "
        ),
        ("1 25 0 1 a", "cpu \"0\" is not a whole number of CPU units from 1 to 1048576, such as 512: in.txt:2:6. "),
        ("1 25 512 .5 a", "memory \".5\" is not a number of GB from 0.001 to 1024, such as 1 or 0.5: in.txt:2:10. "),
        ("1 25 512 1GB a", "memory \"1GB\" is not a number of GB from 0.001 to 1024, such as 1 or 0.5: in.txt:2:10. "),
        (
            "1 25 512 2000 a",
            "memory \"2000\" is not a number of GB from 0.001 to 1024, such as 1 or 0.5: in.txt:2:10. "
        ),
    ])
    func aWrongFieldIsToldWithItsPlace(line: String, start: String) {
        #expect(complaint(Self.good + line) == start + Self.shape)
    }

    @Test(arguments: ["a/b", "..", "-x", ".hidden", "a@2", "ä", "a*", String(repeating: "n", count: 101)])
    func aNameMustSuitAFolder(name: String) {
        let shown = name.count > 40 ? String(name.prefix(40)) + "…" : name
        #expect(
            complaint("0 15 512 1 \(name)")
                == "name \"\(shown)\" is not a run's name: up to 100 letters, digits, dots, "
                + "hyphens and underscores, the first no dot or hyphen: in.txt:1:12. " + Self.shape
        )
        #expect(complaint("0 15 512 1 \(String(repeating: "n", count: 100))") == nil)
    }

    @Test func aMissingColumnIsToldWhereItShouldStand() {
        let remedy = "Write each line as image_size fps cpu memory name, then key=value."
        #expect(complaint("0 15 512 1") == "the column name is missing: in.txt:1:11. \(remedy)")
        #expect(complaint(Self.good + "3\n") == "the column fps is missing: in.txt:2:2. \(remedy)")
        #expect(complaint(Self.good + "3 15 512 task_1\n") == "the column memory is missing: in.txt:2:10. \(remedy)")
        #expect(complaint("25 512 1 a gop=1") == "the column image_size is missing: in.txt:1:1. \(remedy)")
        #expect(complaint("0 15 512 1 gop=1 a") == "the column name is missing: in.txt:1:12. \(remedy)")
    }

    @Test func windowsLineEndsAreTold() {
        let remedy = "Convert the file: sed -i 's/\\r$//' FILE."
        #expect(
            complaint("0 15 512 1 a\r\n1 15 512 1 b\r\n")
                == "the line ends with a carriage return, as Windows writes it: in.txt:1:13. \(remedy)"
        )
    }

    @Test func otherBytesAreTold() {
        let remedy = "Write columns separated by spaces."
        #expect(complaint("0 15\u{0}") == "the line holds the control character 0x00: in.txt:1:5. \(remedy)")
        #expect(complaint(Self.good + "0 \u{7F}") == "the line holds the control character 0x7F: in.txt:2:3. \(remedy)")
        #expect(complaint("\u{FEFF}0 15 512 1 a")?.hasPrefix("image_size \"\u{FEFF}0\" is not") == true)
    }

    @Test func bytesThatAreNoTextAreTold() {
        let text = String(decoding: [UInt8]("0 15 512 1 a content=x".utf8) + [0xFF], as: UTF8.self)
        #expect(complaint(text) == "the line is no UTF-8: in.txt:1:14. Save the file as UTF-8.")
    }

    /// Columns are counted as editors do, in characters and not in bytes.
    @Test func columnsAreCharacters() {
        #expect(
            complaint("0 15 512 1 a content=größe.mp4 gop=x") == "gop \"x\" is not a length of time above zero such as "
                + "10, 500ms or 2m: in.txt:1:36. Correct it; start-task-and-client --help tells more."
        )
    }

    @Test func twoLinesOfOneNameAreTold() {
        #expect(
            complaint(Self.good + "1 15 512 1 b\n1 25 512 1 task_0\n")
                == "a second line is called task_0: in.txt:3:12. Line 1 has the name already: choose another."
        )
    }

    @Test func emptyFilesAndLinesAreTold() {
        #expect(complaint("") == "the inputs file has no lines: in.txt. Write one with: glasslab sweep plan.")
        let remedy = "Remove it: a task's number is the number of its line."
        #expect(complaint(Self.good + "\n1 15 512 1 b\n") == "the line is empty: in.txt:2:1. \(remedy)")
        #expect(complaint(Self.good + " \t") == "the line is empty: in.txt:2:1. \(remedy)")
        #expect(complaint(Self.good + "\n") == "the line is empty: in.txt:2:1. \(remedy)")
    }

    @Test func optionsMustBeKnown() {
        let known = LauncherOption.allCases.map(\.rawValue).joined(separator: ", ")
        let line = "0 15 512 1 a "
        #expect(
            complaint(line + "codec") == "\"codec\" is not key=value: in.txt:1:14. Write an option of "
                + "start-task-and-client without hyphens in front, such as codec=hevc."
        )
        #expect(
            complaint(line + "codecs=av1")
                == "start-task-and-client has no option \"codecs\": in.txt:1:14. There are \(known)."
        )
        #expect(complaint(line + "--gop=1")?.hasPrefix("start-task-and-client has no option \"--gop\"") == true)
        #expect(complaint(line + "=1")?.hasPrefix("start-task-and-client has no option \"\"") == true)
        for (key, option) in [("fps", "fps"), ("cpu", "cpu"), ("image-size", "image-size"), ("id", "id")] {
            #expect(
                complaint(line + "\(key)=1") == "\(option) is a column of its own: in.txt:1:14. Set it in its column: "
                    + "image_size fps cpu memory name."
            )
        }
        for key in ["db", "json", "config", "sweep-line"] {
            #expect(
                complaint(line + "\(key)=1") == "\(key) is not for a line to set: in.txt:1:14. Leave it out: the sweep "
                    + "sets it, or nobody needs it there."
            )
        }
        #expect(
            complaint(line + "gop=1 gop=2")
                == "gop stands twice in the line: in.txt:1:20. Write a line for each value."
        )
        #expect(complaint(line + "allow=a.example allow=b.example") == nil)
    }

    @Test func optionsValuesAreChecked() {
        let remedy = "Correct it; start-task-and-client --help tells more."
        #expect(
            complaint("0 15 512 1 a codec=h265")
                == "codec \"h265\" is not one of h264, hevc, vp9, av1, mjpeg: in.txt:1:20. \(remedy)"
        )
        #expect(
            complaint("0 15 512 1 a clock=") == "clock \"\" is not a text without blanks, of up to 1000 bytes, that "
                + "begins with no hyphen: in.txt:1:20. \(remedy)"
        )
    }

    @Test func thereAreLimits() {
        let options = (0..<33).map { "allow=\($0)" }.joined(separator: " ")
        #expect(
            complaint("0 15 512 1 a \(options)") == "the line has more than 32 further columns: in.txt:1:14. Leave out "
                + "those that have their default."
        )
        #expect(
            complaint("0 15 512 1 a " + String(repeating: " ", count: 1 << 16))
                == "the line is longer than 65536 bytes: in.txt:1:1. Check that it is an inputs file, a run a line."
        )
        let large = String(repeating: "0 15 512 1 a\n", count: InputsFile.byteLimit / 13 + 1)
        #expect(
            complaint(large) == "the inputs file is larger than 33554432 bytes: in.txt. Cut it into several sweeps."
        )
    }

    @Test(.heavy) func oneLineMoreThanTheLimitIsTold() throws {
        let lines = (0...InputsFile.lineLimit).map { "0 15 512 1 \($0)\n" }
        let text = lines.dropLast().joined()
        #expect(try InputsFile.parse(text, name: "in.txt").lines.count == 100_000)
        #expect(
            complaint(text + (lines.last ?? ""))
                == "there are more than 100000 lines: in.txt:100001:1. Cut it into several sweeps."
        )
    }

    @Test func everyComplaintIsWrongUsage() {
        #expect(PlanningError.empty(name: "x").exitStatus == .usage)
    }

    /// Whatever bytes a file holds, it is read to what is written back the same, or refused with a place.
    @Test(.heavy) func anyTextIsReadOrRefused() throws {
        var random = SeededGenerator(seed: 5)
        let line = "2 29.97 1024 3 task_9 codec=hevc link=delay=5ms,loss=1% allow=a"
        let pieces = [
            "\n", " ", "\t", "\r", "=", "-", ".", "0", "99999999999999999999", "é", "\u{0}", "task_9", "gop=1",
        ]
        var read = 0
        for _ in 0..<800 {
            var text = Array(line)
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let index = Int.random(in: 0...text.count, using: &random)
                if Bool.random(using: &random), index < text.count {
                    text.remove(at: index)
                } else {
                    text.insert(contentsOf: pieces.randomElement(using: &random) ?? "", at: index)
                }
            }
            do throws(PlanningError) {
                let file = try InputsFile.parse(String(text), name: "f")
                let again = try InputsFile.parse(file.text, name: "f")
                #expect(again == file)
                #expect(file.lines.allSatisfy { !$0.folderName.contains("/") })
                read += 1
            } catch {
                #expect(error.place?.hasPrefix("f") == true)
                #expect(error.remedy != nil)
            }
        }
        #expect(read > 80)
    }
}
