internal import Glibc
internal import LabModel

/// Many viewers of one stream on one thread, some of whom never read.
final class ViewerCrowd {
    private struct Viewer {
        var isReading: Bool
        var check = TransportCheck()
    }

    /// Pictures that were whole at a viewer: their presentation time and the instant, while ``isMeasuring``.
    private(set) var deliveries: [(presentation: Int64, at: WallTime)] = []
    /// Whether deliveries are noted.
    var isMeasuring = false
    /// Viewers that read and were cut off all the same.
    private(set) var lost = 0

    private let port: UInt16
    private let clock: any LabClock
    private var viewers: [Viewer] = []
    private var polls: [pollfd] = []
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 262_144, alignment: 16)

    init(port: UInt16, clock: any LabClock) {
        self.port = port
        self.clock = clock
    }

    deinit {
        polls.forEach { _ = close(abs($0.fd)) }
        buffer.deallocate()
    }

    /// Packets that never came, at any viewer.
    var missing: Int { viewers.reduce(0) { $0 + $1.check.missing } }

    /// Viewers that never read and are still connected.
    private(set) var idle = 0

    /// Adds a viewer.
    func join(isReading: Bool) throws {
        let descriptor = try LoopbackConnection.get("/live.ts", port: port)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        viewers.append(Viewer(isReading: isReading))
        polls.append(pollfd(fd: descriptor, events: Int16(isReading ? POLLIN : 0x2000), revents: 0))
        idle += isReading ? 0 : 1
    }

    /// Reads for all until an instant, or until nobody idle is left where that is asked for.
    func watch(until end: MonotonicTime, orNobodyIdle: Bool = false) {
        while clock.monotonicNow() < end, !(orNobodyIdle && idle == 0) {
            guard poll(&polls, nfds_t(polls.count), 20) > 0 else { continue }
            for index in polls.indices where polls[index].revents != 0 {
                serve(index)
            }
        }
    }

    private func serve(_ index: Int) {
        guard viewers[index].isReading else {
            leave(index)
            idle -= 1
            return
        }
        let count = read(polls[index].fd, buffer.baseAddress, buffer.count)
        let now = clock.now()
        guard count > 0 else {
            if count == 0 || (errno != EAGAIN && errno != EINTR) {
                leave(index)
                lost += 1
            }
            return
        }
        viewers[index].check.take(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { presentation in
            if isMeasuring {
                deliveries.append((presentation, now))
            }
        }
    }

    /// Stops waiting for it: poll ignores negative descriptors.
    private func leave(_ index: Int) {
        polls[index].fd = -polls[index].fd
        polls[index].revents = 0
    }
}
