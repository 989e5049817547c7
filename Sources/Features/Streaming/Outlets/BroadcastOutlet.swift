internal import Fanout
internal import LabModel
internal import Media
internal import Synchronization

/// Hands frames to the viewers of one container, each as soon as it is muxed.
final class BroadcastOutlet: FrameOutlet {
    let broadcaster: Broadcaster
    private let format: ContainerFormat
    private let clock: any LabClock
    private let muxer = Mutex<StreamMuxer?>(nil)

    init(_ format: ContainerFormat, viewers: Int, clock: any LabClock) {
        self.format = format
        self.clock = clock
        broadcaster = Broadcaster(limits: FanoutLimits(viewers: viewers))
    }

    func begin(_ stream: EncodedStream) {
        muxer.withLock { $0 = try? StreamMuxer.open(format, stream: stream) }
    }

    func take(_ frame: EncodedFrame) {
        guard let bytes = muxer.withLock({ try? $0?.write(frame.packet) }) else { return }
        let chunk = MediaChunk(
            bytes: bytes,
            isKeyframe: frame.packet.isKeyframe,
            frame: frame.number,
            instant: clock.monotonicNow()
        )
        broadcaster.publish(chunk)
    }

    func finish() {
        broadcaster.finish()
    }
}
