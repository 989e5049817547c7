@testable import SlurmJobs
import Testing

@Suite struct SlurmTaskTests {
    private func task(_ row: String) -> SlurmTask? {
        SlurmTask(row: row[...])
    }

    @Test func readsTheRowsOfSqueue() throws {
        let job = try #require(SlurmJobID(1))
        let rows = [
            "1    3    PENDING    19200    1    BeginTime          ",
            "1    2    FAILED     1792     0    NonZeroExitCode    ",
            "1    4    COMPLETED  0        0    None               ",
            "1    5    CANCELLED  0        0    None               ",
            "1    6    FAILED     9        0    RaisedSignal:9(Killed)",
            "1    N/A  PENDING    0        0    Dependency         ",
            "1    7    RUNNING    0        2                       ",
            "1    8    PENDING    0        0    ReqNodeNotAvail, Reserved for maintenance  ",
            "1    9    MOVING     0        0    None               ",
        ]
        #expect(
            rows.map { task($0) } == [
                SlurmTask(job: job, index: 3, state: .pending, reason: "BeginTime", restarts: 1),
                SlurmTask(job: job, index: 2, state: .failed, reason: "NonZeroExitCode", exitCode: 7),
                SlurmTask(job: job, index: 4, state: .completed, exitCode: 0),
                SlurmTask(job: job, index: 5, state: .cancelled),
                SlurmTask(job: job, index: 6, state: .failed, reason: "RaisedSignal:9(Killed)", exitCode: 137),
                SlurmTask(job: job, state: .pending, reason: "Dependency"),
                SlurmTask(job: job, index: 7, state: .running, restarts: 2),
                SlurmTask(job: job, index: 8, state: .pending, reason: "ReqNodeNotAvail, Reserved for maintenance"),
                SlurmTask(job: job, index: 9, state: .unknown),
            ]
        )
    }

    @Test(arguments: [
        "", "1 2 PENDING 0", "x 2 PENDING 0 0 None", "0 2 PENDING 0 0 None", "1 x PENDING 0 0 None",
        "1 2 PENDING x 0 None", "1 2 PENDING 0 x None", "slurm_load_jobs error: Invalid job id specified",
    ])
    func readsNoOtherRow(row: String) {
        #expect(task(row) == nil)
    }

    @Test func noRowEndsTheReader() {
        var generator = SmallGenerator(seed: 75)
        let letters = Array("0123456789 -_%,:N/A()PENDINGé\t\0")
        for _ in 0..<2_000 {
            let row = String(
                (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                    letters[Int.random(in: 0..<letters.count, using: &generator)]
                }
            )
            if let task = task(row) {
                #expect(task.job.number > 0 && task.restarts == Int(row.split(whereSeparator: \.isWhitespace)[4]))
            }
        }
    }

    @Test func eachStateIsOneOfThree() {
        for state in SlurmTask.State.allCases {
            let kinds = [state.isWaiting, state.isRunning, state.isOver].filter { $0 }.count
            #expect(kinds == (state == .unknown ? 0 : 1), "\(state)")
        }
        #expect(SlurmTask.State.completing.isRunning)
        #expect(SlurmTask.State.requeueHeld.isWaiting)
        #expect(SlurmTask.State.preempted.isOver)
    }

    @Test(arguments: [(0, 0), (1_792, 7), (19_200, 75), (9, 137), (15, 143), (139, 139)] as [(Int32, Int32)])
    func exitCodesAreThoseOfAShell(status: Int32, code: Int32) {
        #expect(SlurmTask.exitCode(waitStatus: status) == code)
    }
}
