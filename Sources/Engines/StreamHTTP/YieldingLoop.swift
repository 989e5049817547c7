internal import Machine
internal import NIOCore
internal import NIOPosix

/// One thread of lower priority that moves bytes and runs the code of routes: both on one thread, so that an answer costs
/// no change of threads.
final class YieldingLoop: TaskExecutor {
    /// Low enough for whoever measures to go first, high enough to be answered on a busy machine.
    private static let niceness: Int32 = 5

    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let loop: any EventLoop

    init() {
        loop = group.next()
        loop.execute {
            WorkerThread.yieldToOthers(niceness: Self.niceness)
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute {
            job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }
}
