import Receiving
import Synchronization

/// What a job has received, from the end of its runs until they are summed up.
///
/// Where pictures are scored, summing up takes minutes, and no streamer: it begins once the streamer is stopped, which on AWS
/// is paid for, and on this machine takes time from the scoring. Other runs are summed up at once: they are stored whatever
/// becomes of this process while the streamer is stopped.
final class ReceivedRuns: Sendable {
    private enum Stand {
        case nothing
        case received(Received)
        case concluded([Result<RunOutcome, any Error>])
    }

    private let stand = Mutex(Stand.nothing)

    /// Keeps runs that are over, or sums them up where that is quick.
    func keep(_ received: Received) async {
        let next = received.isScored ? Stand.received(received) : .concluded(await received.conclude())
        stand.withLock { $0 = next }
    }

    /// Receives runs and sums them up; what was received is summed up as well where streamer or servers fail behind that.
    ///
    /// Summing up is done by the task that calls this, which tells its scoring whether and when the end is asked for.
    ///
    /// - Parameters:
    ///   - onProgress: told of each run whose pictures are scored, by its place.
    ///   - receive: receives, ends what the runs stood on, and returns then; the end of the task ends it early.
    /// - Returns: the runs, as `Received` gives them.
    /// - Throws: what receiving throws.
    static func concluded(
        onProgress: @escaping @Sendable (_ place: Int, _ progress: ReceiveProgress) -> Void,
        after receive: (ReceivedRuns) async throws -> Void
    ) async throws -> [Result<RunOutcome, any Error>] {
        let runs = ReceivedRuns()
        let receiving: Result<Void, any Error>
        do {
            receiving = .success(try await receive(runs))
        } catch {
            receiving = .failure(error)
        }
        let outcomes: [Result<RunOutcome, any Error>] =
            switch runs.stand.withLock(\.self) {
            case .nothing: []
            case .received(let received): await received.conclude(onProgress: onProgress)
            case .concluded(let outcomes): outcomes
            }
        try receiving.get()
        return outcomes
    }
}
