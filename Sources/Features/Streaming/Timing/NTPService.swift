internal import LabModel
internal import Logging
internal import Machine

/// NTP over UDP at the port number of the HTTP server.
struct NTPService: Sendable {
    private let socket: UDPSocket

    /// Takes a port.
    /// - Throws: `SocketError` when somebody else has it.
    init(host: String, port: Int) throws(SocketError) {
        socket = try UDPSocket.bound(host: host, port: port)
    }

    /// The port.
    var port: Int { socket.port }

    /// Answers on a thread of its own until ``close()``.
    func run(streamID: StreamID, errorBound: @escaping @Sendable () -> Latency?, clock: any LabClock) async {
        await WorkerThread.run(name: "ntp") {
            var responder = NTPResponder(streamID: streamID, errorBound: errorBound, now: clock.monotonicNow())
            socket.serve(limit: NTPPacket.size) { datagram in
                responder.answer(datagram, t2: clock.now(), clock: clock)
            }
        }
    }

    /// Ends answering.
    func close() {
        socket.close()
    }
}
