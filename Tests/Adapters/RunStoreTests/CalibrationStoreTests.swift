import GRDB
import LabModel
import LabTesting
import Testing

@testable import RunStore

struct CalibrationStoreTests {
    let folder: TemporaryFolder
    let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("runs.sqlite"))
    }

    @Test func `A calibration comes back as it was stored`() throws {
        let calibration = Known.calibration()
        try store.add(calibration)
        #expect(try store.latestCalibration(fitting: calibration.key) == calibration)
        var anyRate = Known.calibration(seed: 2, minutesLater: 1)
        anyRate.key.fps = nil
        try store.add(anyRate)
        #expect(try store.latestCalibration(fitting: anyRate.key) == anyRate)
    }

    @Test func `The latest is by its making, not by its storing`() throws {
        for (seed, minutes) in [(1, 5.0), (2, 30), (3, 20)] {
            try store.add(Known.calibration(seed: UInt64(seed), minutesLater: minutes))
        }
        let latest = try store.latestCalibration(fitting: Known.calibration().key)
        #expect(latest == Known.calibration(seed: 2, minutesLater: 30))
    }

    @Test func `Only what is equal in every part fits`() throws {
        try store.add(Known.calibration())
        let key = Known.calibration().key
        #expect(try store.latestCalibration(fitting: key) != nil)
        var others = [CalibrationKey](repeating: key, count: 5)
        others[0].transport = "hls-http"
        others[1].codec = .hevc
        others[2].size = PixelSize(width: 480, height: 720)
        others[3].machine = "other, Some CPU, 2"
        others[4].fps = FrameRate(30)
        for other in others {
            #expect(try store.latestCalibration(fitting: other) == nil)
        }
        var anyRate = key
        anyRate.fps = nil
        #expect(try store.latestCalibration(fitting: anyRate) == Known.calibration())
    }

    @Test func `An identity is stored once and never changes`() throws {
        try store.add(Known.calibration())
        #expect(throws: RunStoreError.self) { try store.add(Known.calibration()) }
        let stays = RunStoreError.failed(path: store.path, reason: "a calibration never changes")
        #expect(throws: stays) { try store.write { try $0.execute(sql: "UPDATE calibration SET p50_ms = 0") } }
    }

    @Test func `What is no calibration is refused`() throws {
        var unnamed = Known.calibration()
        unnamed.id = "calibration"
        #expect(throws: RunStoreError.wrongUUID("calibration")) { try store.add(unnamed) }
        var endless = Known.calibration()
        endless.p95Ms = .infinity
        #expect(throws: RunStoreError.notStorable(reason: "calibration of 5.25 and inf ms")) { try store.add(endless) }
        var empty = Known.calibration()
        empty.frames = 0
        #expect(throws: RunStoreError.self) { try store.add(empty) }
        #expect(try store.latestCalibration(fitting: empty.key) == nil)
    }

    @Test(arguments: ["UPDATE calibration SET fps = 'x'", "UPDATE calibration SET fps = '0'"])
    func `What no version wrote is damage`(sql: String) throws {
        try store.add(Known.calibration())
        try store.write { try $0.execute(sql: "DROP TRIGGER calibration_stays; \(sql)") }
        var key = Known.calibration().key
        key.fps = nil
        let reason = "a calibration of an unknown codec or frame rate"
        #expect(throws: RunStoreError.damaged(path: store.path, reason: reason)) {
            try store.latestCalibration(fitting: key)
        }
    }
}
