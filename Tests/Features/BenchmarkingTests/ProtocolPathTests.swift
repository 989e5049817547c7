import Foundation
import LabModel
import LabTesting
import Testing

@testable import Benchmarking

@Suite struct ProtocolPathTests {
    @Test func eachIsNamedOnce() {
        let all = ProtocolPath.all
        #expect(Set(all.map(\.name)).count == all.count && Set(all.map(\.title)).count == all.count)
        #expect(all.map(\.name) == ["direct", "mp4", "udp", "srt", "rtmp", "rtsp", "ll_hls", "hls", "dash"])
    }

    @Test func addressesGetTheirPorts() {
        #expect(ProtocolPath.address("/live.ts", port: 9, streamer: 8_080) == "http://127.0.0.1:8080/live.ts")
        #expect(ProtocolPath.address("udp://127.0.0.1:PORT", port: 9, streamer: 8_080) == "udp://127.0.0.1:9")
    }

    /// What is pushed to a place is played from that place.
    @Test func pushAndPlaybackMeet() throws {
        for path in ProtocolPath.all {
            guard let push = path.push else {
                #expect(path.playback.hasPrefix("/") || path.server == .gstreamer)
                continue
            }
            let places = [push, path.playback].map { $0.prefix { $0 != "?" } }
            #expect(places[0] == places[1])
            #expect(path.usesDatagrams == ["udp", "srt"].contains(path.name))
        }
    }

    @Test func freePortsAreFree() throws {
        for datagrams in [false, true] {
            let ports = try (0..<8).map { _ in try BenchServer.freePort(datagrams: datagrams) }
            #expect(ports.allSatisfy { (1_024...65_535).contains($0) })
        }
    }
}
