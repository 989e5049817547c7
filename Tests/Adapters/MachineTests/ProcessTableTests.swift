import Foundation
import Glibc
import LabModel
import LabTesting
import Testing

@testable import Machine

/// Looks at processes of its own.
@Suite struct ProcessTableTests {
    @Test func findsProcessesByTheirExecutablesName() async throws {
        let sleep = try NamedSleep()
        let (server, process) = try await sleep.started(["ID": "a=b c", "EMPTY": ""])
        #expect(process.arguments == [sleep.path, "1000"])
        #expect(process.variables == ["ID": "a=b c", "EMPTY": ""])
        #expect(process.startTicks == ProcessTable.startTicks(process.id))
        #expect((0..<600).contains(process.age.seconds))
        let found = ProcessTable.processes(named: sleep.name, variables: ["MISSING"])
        #expect(found.map(\.id) == [server.processID])
        #expect(found.first?.variables == [:])
    }

    @Test func aFileThatWasTakenAwayStillHasItsName() async throws {
        let sleep = try NamedSleep()
        let (server, _) = try await sleep.started()
        try FileManager.default.removeItem(atPath: sleep.path)
        #expect(ProcessTable.processes(named: sleep.name, variables: []).map(\.id) == [server.processID])
    }

    @Test func longNamesThatBeginAlikeAreOthers() async throws {
        let sleep = try NamedSleep()
        let longer = try NamedSleep(name: sleep.name + "-worker")
        let (server, _) = try await longer.started()
        #expect(ProcessTable.processes(named: sleep.name, variables: []).isEmpty)
        #expect(ProcessTable.processes(named: sleep.name + "-wo", variables: []).isEmpty)
        #expect(ProcessTable.processes(named: longer.name, variables: []).map(\.id) == [server.processID])
    }

    @Test func theOldestComesFirst() async throws {
        let sleep = try NamedSleep()
        let (first, older) = try await sleep.started()
        let (second, younger) = try await sleep.started()
        let found = ProcessTable.processes(named: sleep.name, variables: [])
        #expect(found.map(\.id) == [first.processID, second.processID])
        #expect(older.startTicks <= younger.startTicks)
    }

    @Test func oneThatEndedIsLeftOut() async throws {
        let sleep = try NamedSleep()
        let (server, process) = try await sleep.started()
        await server.kill()
        #expect(ProcessTable.processes(named: sleep.name, variables: []).isEmpty)
        #expect(ProcessTable.startTicks(process.id) != process.startTicks)
    }

    @Test(
        arguments: [
            ("7 (sleep) S 1 7 7 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 4711 100 2", 4_711),
            ("7 (a) S (b) R 1 7 7 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 99 100 2", 99),
            ("7 (sleep) Z 1 7 7 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 4711 100 2", nil),
            ("7 (sleep) S 1 7 7 0 -1", nil),
            ("7 sleep", nil),
            ("", nil),
        ] as [(String, Int64?)]
    )
    func theStartIsReadBehindAnyName(text: String, ticks: Int64?) {
        #expect(ProcessTable.startTicks(of: text) == ticks)
    }

    @Test func wordsEndWithZeroBytes() {
        #expect(ProcessTable.words(Array("a\0\0b c\0".utf8)) == ["a", "", "b c"])
        #expect(ProcessTable.words(Array("a\0b".utf8)) == ["a", "b"])
        #expect(ProcessTable.words([]).isEmpty)
    }

    @Test func theFirstOfTwoVariablesCounts() {
        let found = ProcessTable.chosen(["ID", "B"], of: ["ID=1=2", "ID=3", "IDX=4", "B", "C=5"])
        #expect(found == ["ID": "1=2"])
    }
}
