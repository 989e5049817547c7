import Fanout
import Synchronization
import Testing

@Suite("Waker")
struct WakerTests {
    @Test("rings once until the thread looks, then again")
    func coalesces() {
        let rings = Mutex(0)
        let waker = Waker { _ in rings.withLock { $0 += 1 } }
        waker.wake()
        waker.wake()
        #expect(rings.withLock { $0 } == 1)
        waker.begin()
        waker.wake()
        #expect(rings.withLock { $0 } == 2)
    }

    @Test("a broadcaster rings its wakers at every piece and at the end, until they are removed")
    func broadcaster() {
        let rings = Mutex(0)
        let waker = Waker { waker in
            rings.withLock { $0 += 1 }
            waker.begin()
        }
        let broadcaster = Broadcaster()
        broadcaster.add(waker)
        broadcaster.publish(.synthetic(0, isKeyframe: true))
        broadcaster.publish(.synthetic(1, isKeyframe: false))
        broadcaster.finish()
        #expect(rings.withLock { $0 } == 3)
        broadcaster.remove(waker)
        broadcaster.finish()
        #expect(rings.withLock { $0 } == 3)
    }
}
