import Glibc
import LabModel
import Media
import Synchronization
import Testing

@Suite struct InterruptTests {
    /// Runs `body` on a thread of its own.
    private func onThread(_ body: @escaping @Sendable () -> Void) {
        final class Box: Sendable {
            let body: @Sendable () -> Void
            init(_ body: @escaping @Sendable () -> Void) { self.body = body }
        }
        var thread = pthread_t()
        let box = Unmanaged.passRetained(Box(body)).toOpaque()
        pthread_create(
            &thread,
            nil,
            { opaque in
                if let opaque {
                    Unmanaged<Box>.fromOpaque(opaque).takeRetainedValue().body()
                }
                return nil
            },
            box
        )
        pthread_detach(thread)
    }

    private func outcome(_ url: String, interrupt: Interrupt, onUnit: () -> Void = {}) -> MediaError? {
        do throws(MediaError) {
            let reader = try AccessUnitReader.open(url, clock: ManualClock(), interrupt: interrupt)
            while try reader.next() != nil {
                onUnit()
            }
            return nil
        } catch {
            return error
        }
    }

    @Test func stopsOpeningFromAnotherThread() throws {
        let server = try LocalServer(.bytesAndHold([]))
        defer { server.stop() }
        let interrupt = Interrupt()
        onThread {
            usleep(50_000)
            interrupt.cancel()
        }
        #expect(outcome(server.url("live.ts"), interrupt: interrupt) == .cancelled)
    }

    @Test func stopsReadingFromAnotherThread() throws {
        let body = try NumberedPictures.chunks(5).chunks.flatMap { $0 }
        let server = try LocalServer(.bytesAndHold(LocalServer.response(body, type: "video/mp2t")))
        defer { server.stop() }
        let interrupt = Interrupt()
        // The last unit wakes the canceller, which then meets a reader that waits.
        var units = 0
        let error = outcome(server.url("live.ts"), interrupt: interrupt) {
            units += 1
            if units == 5 {
                onThread { interrupt.cancel() }
            }
        }
        #expect(error == .cancelled)
        #expect(units == 5)
    }

    @Test func stopsAReadOfANamedPipe() throws {
        let path = "/tmp/media-tests-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try #require(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        let writer = open(path, O_RDWR)
        defer { close(writer) }
        let interrupt = Interrupt()
        onThread {
            usleep(20_000)
            interrupt.cancel()
        }
        #expect(outcome(path, interrupt: interrupt) == .cancelled)
    }

    @Test func isForGood() {
        let interrupt = Interrupt()
        #expect(!interrupt.isCancelled)
        interrupt.cancel()
        interrupt.cancel()
        #expect(interrupt.isCancelled)
        #expect(outcome("/dev/null", interrupt: interrupt) == .cancelled)
    }

    @Test func wakesACallersSource() throws {
        final class Waiting: ByteSource, @unchecked Sendable {
            private let isInterrupted = Atomic<Bool>(false)
            func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
                while !isInterrupted.load(ordering: .acquiring) {
                    usleep(1_000)
                }
                return 0
            }
            func interrupt() {
                isInterrupted.store(true, ordering: .releasing)
            }
        }
        let interrupt = Interrupt()
        onThread { interrupt.cancel() }
        #expect(throws: MediaError.cancelled) {
            try AccessUnitReader.open(source: Waiting(), clock: ManualClock(), interrupt: interrupt)
        }
    }
}
