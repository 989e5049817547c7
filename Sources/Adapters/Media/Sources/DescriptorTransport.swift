internal import Glibc

/// Bytes from a pipe or another descriptor that cannot seek.
///
/// libav's own pipe protocol blocks in `read`, where nothing can interrupt it; this one waits in `poll`.
final class DescriptorTransport: Transport {
    private let descriptor: Int32
    private let owned: Bool
    private let watchdog: Watchdog
    private let address: String
    private let pollMilliseconds: Int32 = 50

    private init(descriptor: Int32, owned: Bool, watchdog: Watchdog, address: String) {
        self.descriptor = descriptor
        self.owned = owned
        self.watchdog = watchdog
        self.address = address
    }

    deinit {
        if owned {
            close(descriptor)
        }
    }

    static func standardInput(watchdog: Watchdog) -> DescriptorTransport {
        DescriptorTransport(descriptor: STDIN_FILENO, owned: false, watchdog: watchdog, address: "standard input")
    }

    /// Opens a named pipe or a device, without waiting for a writer.
    static func open(path: String, watchdog: Watchdog) throws(MediaError) -> DescriptorTransport {
        let descriptor = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .cannotOpen(address: path, reason: String(cString: strerror(errno)))
        }
        return DescriptorTransport(descriptor: descriptor, owned: true, watchdog: watchdog, address: path)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(MediaError) -> Int {
        while true {
            try waitForBytes()
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno != EAGAIN, errno != EINTR {
                throw .sourceFailed(address: address, reason: String(cString: strerror(errno)))
            }
        }
    }

    private func waitForBytes() throws(MediaError) {
        while true {
            if watchdog.mustStop, let stopped = watchdog.error(at: address) { throw stopped }
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let count = poll(&request, 1, pollMilliseconds)
            if count > 0 { return }
            if count < 0, errno != EINTR {
                throw .sourceFailed(address: address, reason: String(cString: strerror(errno)))
            }
        }
    }

    func seek(to offset: Int) -> Bool { false }

    var isSeekable: Bool { false }

    var size: Int? { nil }

    var contentType: String? { nil }
}
