internal import Fanout
internal import LabModel
internal import NIOCore

/// The viewers of one event loop, which serves all of them in one walk at each piece; used on that loop only.
final class ViewerLane {
    let clock: any LabClock
    private let broadcaster: Broadcaster
    private var viewers: ContiguousArray<ViewerHandler> = []
    private var buffers = ChunkBuffers()

    init(broadcaster: Broadcaster, clock: any LabClock) {
        self.broadcaster = broadcaster
        self.clock = clock
    }

    /// Makes the queue of a new viewer; nil when there are too many.
    func makeViewer() -> Viewer? {
        broadcaster.join(at: clock.monotonicNow())
    }

    func add(_ viewer: ViewerHandler) {
        viewer.index = viewers.count
        viewers.append(viewer)
    }

    func remove(_ viewer: ViewerHandler) {
        guard let index = viewer.index else { return }
        viewer.index = nil
        viewers.swapAt(index, viewers.count - 1)
        viewers.removeLast()
        if index < viewers.count {
            viewers[index].index = index
        }
    }

    /// Gives every viewer what it can take; those who cannot keep up go.
    func walk() {
        let now = clock.monotonicNow()
        for viewer in viewers {
            viewer.pump(at: now)
        }
    }

    func buffer(of chunk: MediaChunk, sequence: Int) -> ByteBuffer {
        buffers.buffer(of: chunk, sequence: sequence)
    }
}
