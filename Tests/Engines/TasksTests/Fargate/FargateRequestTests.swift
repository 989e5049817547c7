import AWS
import LabModel
import LabTesting
import Testing

@testable import Tasks

@Suite struct FargateRequestTests {
    static let place = FargatePlace(
        region: "eu-central-1",
        cluster: "StreamingClusterCluster",
        taskDefinition: "arn:aws:ecs:eu-central-1:123456789012:task-definition/StreamingCluster-streamer:3",
        architecture: "X86_64",
        subnets: ["subnet-1", "subnet-2"],
        securityGroups: ["sg-1"],
        container: "streamer",
        port: 5_000,
        log: nil,
        usesPrivateAddress: false
    )

    private func request(
        _ settings: StreamerTaskSettings,
        at place: FargatePlace = Self.place,
        owner: String = "ada@host",
        life: Latency? = nil
    ) throws(FargateError) -> ECSRunTask {
        try FargateRequest(settings, at: place, token: "glasslab-1", owner: owner, life: life).body
    }

    @Test func everythingOfThePlaceIsAskedFor() throws {
        let body = try request(StreamerTaskSettingsTests.settings())
        #expect(body.cluster == "StreamingClusterCluster" && body.taskDefinition == Self.place.taskDefinition)
        #expect(body.subnets == ["subnet-1", "subnet-2"] && body.securityGroups == ["sg-1"])
        #expect(body.clientToken == "glasslab-1" && body.startedBy == "glasslab-1")
        #expect(body.cpu == 512 && body.memory == 1_024 && body.assignsPublicAddress)
        #expect(body.tags == ["glasslab:id": "test1", "glasslab:owner": "ada@host"])
        #expect(body.containers.map(\.name) == ["streamer"] && body.containers.first?.command == nil)
        var hidden = Self.place
        hidden.getsPublicAddress = false
        #expect(try !request(StreamerTaskSettingsTests.settings(), at: hidden).assignsPublicAddress)
    }

    @Test func settingsTravelInTheEnvironment() throws {
        var settings = try StreamerTaskSettingsTests.settings()
        settings.hasAudio = true
        settings.push = ["rtmp://host/live/key,with,commas", "srt://host:1"]
        let body = try request(settings, life: .milliseconds(90_500))
        let expected = [
            "CPU": "512", "MEMORY": "1.0", "FPS": "30000/1001", "VIDEO_TYPE": "LIVE", "ID": "test1", "IMAGE_SIZE": "2",
            "GLASSLAB_SIZE": "1280x720", "GLASSLAB_FPS": "30000/1001", "GLASSLAB_VIDEO_TYPE": "LIVE",
            "GLASSLAB_CODEC": "h264", "GLASSLAB_BITRATE": "2500k", "GLASSLAB_GOP": "1.0", "GLASSLAB_AUDIO": "true",
            "GLASSLAB_PUSH": "rtmp://host/live/key,with,commas\nsrt://host:1\n", "GLASSLAB_HOST": "0.0.0.0",
            "GLASSLAB_PORT": "5000", "GLASSLAB_DURATION": "91s",
        ]
        #expect(body.containers.first?.environment == expected)
    }

    @Test func aPlantedClockErrorTravels() throws {
        var settings = try StreamerTaskSettingsTests.settings()
        settings.clockError = PlantedClockError("-3000000:0.0:5")
        let environment = try request(settings).containers.first?.environment ?? [:]
        let text = try #require(settings.clockError.map { "\($0)" })
        #expect(environment["GLASSLAB_CLOCK_ERROR"] == text && !text.isEmpty)
    }

    @Test func whatCannotGoIsRefused() throws {
        var settings = try StreamerTaskSettingsTests.settings()
        settings.content = "film.mp4"
        let file = #expect(throws: FargateError.self) { try request(settings) }
        #expect(
            file?.description
                == "--content does not go with a task on AWS: the file is on this machine, not in the image"
        )
        settings.content = nil
        settings.push = [String(repeating: "a", count: 8_000)]
        let long = #expect(throws: FargateError.self) { try request(settings) }
        #expect(
            long?.description == "--push does not go with a task on AWS: a task takes at most 8 KB of settings"
        )
        settings.push = []
        settings.memory = 0.7
        #expect(throws: FargateError.self) { try request(settings) }
    }

    @Test func tagsHoldWhatAWSAllows() throws {
        #expect(TaskTag.text("a b/c_d.e:f@g+h=i-j") == "a b/c_d.e:f@g+h=i-j")
        #expect(TaskTag.text("grüße") == "grüße")
        #expect(TaskTag.text("a\nb<c>\"d\"") == "a_b_c__d_")
        #expect(TaskTag.text(String(repeating: "x", count: 300)).count == 256)
        var random = SeededGenerator(seed: 3)
        for _ in 0..<300 {
            let scalars = (0..<40).compactMap { _ in Unicode.Scalar(UInt32.random(in: 1...0x2FFF, using: &random)) }
            let tag = TaskTag.text(String(String.UnicodeScalarView(scalars)))
            #expect(tag.count <= 256 && !tag.contains { "<>&\"'\n\t,;".contains($0) })
        }
    }

    @Test func theAccountIsReadFromTheDefinition() {
        #expect(Self.place.account == "123456789012")
        var place = Self.place
        for name in ["streamer:1", "", "arn:aws:ecs", "arn:aws:ecs:eu-central-1::task-definition/x:1"] {
            place.taskDefinition = name
            #expect(place.account == nil)
        }
    }
}
