internal import HLS
internal import LabModel

extension StreamSettings {
    /// Frames from keyframe to keyframe.
    private var framesPerGroup: Int {
        max(1, Int((gop.seconds * frameRate.framesPerSecond).rounded()))
    }

    /// How the segments of a container are cut and kept: whole groups of pictures, so that every one begins with a keyframe.
    func window(_ container: LiveWindowSettings.Container) -> LiveWindowSettings {
        let group = framesPerGroup
        let wished = (segmentDuration ?? .seconds(1)).seconds * frameRate.framesPerSecond
        let groups = max(1, (wished / Double(group) - 1e-6).rounded(.up))
        var window = LiveWindowSettings(
            container: container,
            frameRate: frameRate,
            wishedPart: partDuration,
            segmentTarget: frameRate.timeOfTick(Int64(groups) * Int64(group)),
            listedSegments: listedSegments
        )
        window.groupDuration = frameRate.timeOfTick(Int64(group))
        if codec == .h264 || codec == .hevc {
            window.keyframeInterval = group
        }
        return window
    }

    /// The stream's own rung of the ladder.
    var ownRung: LadderRung {
        LadderRung(height: size.height, of: size, bitrate: bitrate)
    }

    /// The rungs that are made besides the stream itself, highest first.
    var furtherRungs: [LadderRung] {
        Set(ladder).sorted(by: >).filter { $0 != size.height }
            .map { LadderRung(height: $0, of: size, bitrate: bitrate) }
    }
}
