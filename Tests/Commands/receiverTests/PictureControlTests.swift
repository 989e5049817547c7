import LabModel
import LabTesting
import RunStore
import Testing

/// Recordings that show two players side by side, one of them a known number of frames ahead.
@Suite(.realTime, .serialized) struct PictureControlTests {
    /// How far the control is ahead: 280 ms at 25 frames a second.
    static let shift = 7
    static let frames = 30

    /// A way in which a camera or a capture card may show two players.
    struct View: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// The players' own size, 0 to 3.
        var imageSize = 0
        var control = PictureHalf.left
        /// What ffmpeg does with the control's player, before both are put together.
        var player = ""
        /// What it does with the picture of both.
        var picture = ""
    }

    static let views = [
        View(testDescription: "side by side"),
        View(testDescription: "the control below", control: .bottom),
        View(testDescription: "small and noisy", imageSize: 1, picture: ",scale=960:320,noise=alls=20:allf=t"),
        View(testDescription: "slightly blurred", imageSize: 1, picture: ",gblur=sigma=1.0"),
        View(
            testDescription: "seen at an angle",
            imageSize: 1,
            picture: ",perspective=x0=15:y0=8:x1=1425:y1=0:x2=0:y2=472:x3=1432:y3=480"
        ),
        View(
            testDescription: "a smaller player on the right",
            imageSize: 1,
            control: .right,
            player: ",scale=480:320,pad=720:480:120:60"
        ),
    ]

    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Renders a marked video and shows it twice, the control's copy ahead.
    private func record(_ view: View, as name: String) async throws {
        let source = folder.file("source.ts")
        let outcome = try await BuiltExecutable("streamer").run(
            [
                "render", "--frames", "\(Self.frames)", "--fps", "25", "--image-size", "\(view.imageSize)", "--out",
                source,
            ]
        )
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        let order = [PictureHalf.left, .top].contains(view.control) ? "[control][test]" : "[test][control]"
        let stack = [PictureHalf.left, .right].contains(view.control) ? "hstack" : "vstack"
        let graph =
            "[0:v]trim=start_frame=\(Self.shift),setpts=PTS-STARTPTS\(view.player)[control];"
            + "[1:v]setpts=PTS-STARTPTS[test];\(order)\(stack)=shortest=1\(view.picture)"
        try await TestMedia.make(
            folder.file(name),
            ["-i", source, "-i", source, "-filter_complex", graph, "-c:v", "libx264", "-preset", "ultrafast"]
        )
    }

    @Test(arguments: views)
    func theShiftBetweenTwoPlayersIsRead(_ view: View) async throws {
        try await record(view, as: "both.mp4")
        let outcome = try await BuiltExecutable("receiver").run(
            ["both.mp4", "--control", view.control.rawValue, "--json"],
            in: folder.path
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        let count = Self.frames - Self.shift
        #expect(summary.frames.marked == count)
        #expect(summary.frames.unreadable == 0)
        // The planted shift, within one frame.
        let relative = try #require(summary.relativeAtInstantMs)
        #expect(relative.n == count)
        #expect(abs(try #require(relative.p50) - Double(Self.shift) * 40) <= 40)
        #expect(summary.relativeToControlMs == nil)
        #expect(summary.run.settings["control"] == .text(view.control.rawValue))

        let store = try RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly)
        let trace = try store.trace(of: store.run(named: summary.run.id))
        #expect(trace.controlKind == .picture)
        #expect(trace.samples.count == count)
        #expect(trace.control.map(\.decoded) == trace.samples.map(\.decoded))
        #expect(trace.control.map(\.presentationTime) == trace.samples.map(\.presentationTime))
        let ahead = zip(trace.control, trace.samples).compactMap { control, test in
            guard let shown = control.stamp?.number, let behind = test.stamp?.number else { return Int?.none }
            return Int(shown.rawValue) - Int(behind.rawValue)
        }
        #expect(ahead == Array(repeating: Self.shift, count: count))
    }

    /// A capture card comes as a live stream: the same numbers, by arrival instead of by a file's own times.
    @Test func twoPlayersAreReadLiveToo() async throws {
        try await record(Self.views[0], as: "both.ts")
        let outcome = try await BuiltExecutable.shell(
            "'\(BuiltExecutable("receiver").path)' - --control left --clock none --id live --json < both.ts",
            in: folder.path
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.frames.marked == Self.frames - Self.shift)
        #expect(summary.relativeAtInstantMs?.n == Self.frames - Self.shift)
        #expect(abs(try #require(summary.relativeAtInstantMs?.p50) - Double(Self.shift) * 40) <= 40)
    }

    @Test func aPlayerThatStandsStillIsRepeatedInItsHalfAlone() async throws {
        let source = folder.file("source.ts")
        try await record(View(testDescription: ""), as: "unused.mp4")
        try await TestMedia.make(
            folder.file("still.mp4"),
            [
                "-i", source, "-i", source, "-filter_complex",
                "[0:v]loop=loop=19:size=1:start=10,setpts=N/25/TB[control];[1:v]setpts=N/25/TB[test];"
                    + "[control][test]hstack=shortest=1",
                "-c:v", "libx264", "-preset", "ultrafast",
            ]
        )
        let outcome = try await BuiltExecutable("receiver").run(
            ["still.mp4", "--control", "left", "--id", "still", "--json"],
            in: folder.path
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.frames.marked == Self.frames)
        #expect(summary.frames.repeated == 0)
        let store = try RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly)
        let control = try store.trace(of: store.run(named: "still")).control
        #expect(control.count(where: \.isRepeated) == 19)
    }
}
