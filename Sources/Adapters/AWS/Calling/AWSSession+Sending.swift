import LabModel
import Synchronization

extension AWSSession {
    /// Signs a request, sends it, and does so again while that is of use.
    func send(
        _ operation: AWSOperation,
        _ call: AWSCall,
        _ sending: Sending
    ) async throws(AWSError) -> AWSAnswer {
        var round = RetryRound(operation: operation, limits: retries, began: clock.monotonicNow())
        while true {
            let key = try await credentials.current(at: now())
            let failure: AWSError
            do {
                let answer = try await attempt(operation, call, sending, key)
                if (200..<300).contains(answer.status) {
                    budget.succeeded(taken: round.taken)
                    return answer
                }
                let refusal = RefusalReader.read(answer, operation, attempts: round.attempt)
                failure = .refused(refusal)
                if await isMended(refusal, answer, key, &round) { continue }
                round.wished = RefusalReader.wait(answer)
            } catch {
                failure = error
            }
            guard !(sending.sink?.hasBegun ?? false), let wait = wait(after: failure, &round) else { throw failure }
            do {
                try await clock.sleep(for: wait)
            } catch {
                throw .cancelled
            }
        }
    }

    /// Who signs, and the instant that AWS takes for now.
    func signer(for service: AWSService) async throws(AWSError) -> (signer: RequestSigner, now: WallTime) {
        let now = now()
        let key = try await credentials.current(at: now)
        return (RequestSigner(key, region: region, service: service.rawValue), now)
    }

    /// The present instant, as AWS believes it.
    func now() -> WallTime {
        clock.now() + skew.withLock { $0 }
    }

    private func attempt(
        _ operation: AWSOperation,
        _ call: AWSCall,
        _ sending: Sending,
        _ key: AWSCredentials
    ) async throws(AWSError) -> AWSAnswer {
        let signer = RequestSigner(key, region: region, service: operation.service.rawValue)
        let limits = TransportLimits(time: retries.attemptTime + sending.patience, body: sending.limit)
        do {
            return try await transport.send(signer.signed(call, at: now()), limits: limits, sink: sending.sink)
        } catch {
            switch error {
            case .unreachable(let reason):
                throw .unreachable(operation: operation, host: call.endpoint.authority, reason: reason)
            case .timedOut(let limit):
                throw .timedOut(operation: operation, host: call.endpoint.authority, limit: limit)
            case .tooLong(let limit): throw .tooLong(operation: operation, limit: limit)
            case .sink(let error): throw error
            case .cancelled: throw .cancelled
            case .closed: throw .closed
            }
        }
    }

    /// Whether the reason of a refusal is gone, so that the request is to be made again at once: a clock that was wrong by
    /// a known length, or credentials that have been replaced.
    private func isMended(
        _ refusal: AWSRefusal,
        _ answer: AWSAnswer,
        _ key: AWSCredentials,
        _ round: inout RetryRound
    ) async -> Bool {
        switch refusal.kind {
        case .clockSkew:
            guard !round.hasSetClock, let theirs = answer.header("date").flatMap({ AWSDate.time(http: $0) }) else {
                return false
            }
            round.hasSetClock = true
            skew.withLock { $0 = theirs - clock.now() }
            return true
        case .expired, .unknownKey:
            guard !round.hasRenewed else { return false }
            round.hasRenewed = true
            await credentials.forget(key)
            guard let next = try? await credentials.current(at: now()) else { return false }
            return next != key
        default: return false
        }
    }

    /// How long to wait before the next attempt; nil where there is to be none.
    private func wait(after failure: AWSError, _ round: inout RetryRound) -> Latency? {
        guard let isThrottled = round.isWorthAnother(failure) else { return nil }
        let wait = random.withLock { generator in
            var drawn = generator
            defer { generator = drawn }
            return RetryDelay.after(
                attempt: round.attempt,
                isThrottled: isThrottled,
                wished: round.wished,
                using: &drawn
            )
        }
        guard clock.monotonicNow() + wait - round.began < round.limits.wholeTime else { return nil }
        var isTimeout = false
        if case .timedOut = failure { isTimeout = true }
        guard let taken = budget.take(afterTimeout: isTimeout) else { return nil }
        round.taken = taken
        round.wished = nil
        round.attempt += 1
        return wait
    }
}
