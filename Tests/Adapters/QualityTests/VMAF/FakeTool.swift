import Foundation
import LabModel
import LabTesting

@testable import Quality

/// A shell script in a test's own folder that plays a program, badly.
struct FakeTool {
    let folder: TemporaryFolder
    let path: String

    /// Makes one that does what the body says; `$here` is a folder of its own.
    init(named name: String = "ffmpeg", _ body: String) throws {
        folder = try TemporaryFolder()
        path = try folder.program(name, "#!/bin/bash\nhere=${0%/*}\n\(body)\n")
    }

    /// One that knows its own number among those that were started: `$n`, from 1; `real` hands over to the real one.
    static func counting(_ body: String) throws -> FakeTool {
        try FakeTool(
            """
            n=1
            until mkdir "$here/start$n" 2>/dev/null; do n=$((n + 1)); done
            real() { exec '\(RealVMAF.tool().path)' "$@"; }
            echo $$ >>"$here/pids"
            \(body)
            """
        )
    }

    var tool: VMAFTool {
        VMAFTool(path: path, source: .option, version: "ffmpeg fake")
    }

    /// The numbers of the processes that were started.
    var processes: [Int32] {
        let text = try? String(contentsOfFile: folder.file("pids"), encoding: .utf8)
        return (text ?? "").split(separator: "\n").compactMap { Int32($0) }
    }
}
