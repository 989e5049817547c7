import LabModel
import Testing

@testable import Reporting

@Suite struct CSVReportTests {
    private struct Full: Error {}

    private func rows(_ samples: [Sample]) -> [[String]] {
        var text = ""
        CSVReport.write(samples: samples) { text += $0 }
        #expect(text.hasSuffix("\r\n"))
        return text.split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private func picture(_ number: UInt32?, at index: Int, epoch: UInt16 = 0) -> Sample {
        let sent = Planted.start + .milliseconds(Double(number ?? 0) * 40)
        let stamp = number.map { FrameStamp(streamID: StreamID(rawValue: 1), number: FrameNumber($0), time: sent) }
        return Sample(
            epoch: epoch,
            stamp: stamp,
            unreadable: number == nil ? .crc : nil,
            decoded: Planted.start + .milliseconds(Double(index) * 40 + 5),
            clockOffset: .zero
        )
    }

    @Test func columnsAreThoseOfTheFirstLab() {
        #expect(
            rows([])[0].joined(separator: ",")
                == "frame_number,frame_number_received,time_generated,time_received,frame_number_index_to_0,"
                + "frames_dropped,time_difference,difference_between_frame_times,calculated_fps"
        )
    }

    @Test func aRowSaysItAll() {
        let table = rows([picture(100, at: 100), picture(101, at: 101)])
        #expect(
            table[1] == [
                "100", "0", "1800000004.000000000", "1800000004.005000000", "0", "0", "0.005000000", "", "",
            ]
        )
        #expect(
            table[2] == [
                "101", "1", "1800000004.040000000", "1800000004.045000000", "1", "0", "0.005000000", "0.040000000",
                "25.000000",
            ]
        )
    }

    @Test func aGapOfFiftyIsFifty() {
        let table = rows([picture(0, at: 0), picture(51, at: 51)])
        #expect(table[2][5] == "50")
    }

    @Test func unreadableLateAndRepeatedFramesAreNoDrops() {
        let table = rows([
            picture(0, at: 0), picture(nil, at: 1), picture(2, at: 2), picture(5, at: 3), picture(4, at: 4),
            picture(4, at: 5), picture(6, at: 6),
        ])
        #expect(table.dropFirst().map { $0[5] } == ["0", "", "0", "1", "0", "0", "0"])
        #expect(table[2][0] == "" && table[2][2] == "" && table[2][6] == "")
    }

    @Test func aNewEpochStartsCountingAnew() {
        let table = rows([picture(500, at: 0), picture(3, at: 1, epoch: 1), picture(5, at: 2, epoch: 1)])
        #expect(table.dropFirst().map { $0[4] } == ["0", "0", "2"])
        #expect(table.dropFirst().map { $0[5] } == ["0", "0", "1"])
    }

    @Test func anUnknownClockGivesNoDelay() {
        var sample = picture(7, at: 7)
        sample.clockOffset = nil
        let table = rows([sample, sample])
        #expect(table[1][3] == "" && table[1][6] == "")
        #expect(table[2][7] == "0.000000000" && table[2][8] == "")
    }

    @Test func aKnownOffsetCountsIntoTheTimeReceived() {
        var sample = picture(0, at: 0)
        sample.clockOffset = .milliseconds(100)
        let row = rows([sample])[1]
        #expect(row[3] == "1800000000.105000000")
        #expect(row[6] == "0.105000000")
    }

    @Test func packetsWithoutPictureAreNoRows() {
        var sample = picture(0, at: 0)
        sample.decoded = nil
        #expect(rows([sample]).count == 1)
    }

    @Test func longRunsComeInPieces() {
        var pieces: [Int] = []
        CSVReport.write(samples: Planted.samples(5_000) { _ in 4 }) { pieces.append($0.utf8.count) }
        #expect(pieces.count > 3)
        #expect(pieces.allSatisfy { $0 < 65_000 })
    }

    @Test func aFailingWriterStopsIt() {
        #expect(throws: Full.self) {
            try CSVReport.write(samples: []) { _ throws(Full) in throw Full() }
        }
    }

    @Test func fieldsAreQuotedWhereNeeded() {
        #expect(CSVField.text("a") == "a")
        #expect(CSVField.text("a,b") == "\"a,b\"")
        #expect(CSVField.text("a\"b\r\n") == "\"a\"\"b\r\n\"")
    }
}
