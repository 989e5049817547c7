import Synchronization

/// All that a run asks for the time, so that one call ends every waiting question.
final class ClockClients: Sendable {
    private struct State {
        var clients: [any ClockClient] = []
        var isCancelled = false
    }

    private let state = Mutex(State())

    /// Takes a client in; one that comes after the end is ended at once.
    func adopt<Client: ClockClient>(_ client: Client) -> Client {
        let isCancelled = state.withLock { state in
            state.clients.append(client)
            return state.isCancelled
        }
        if isCancelled {
            client.cancel()
        }
        return client
    }

    /// Ends all questions.
    func cancel() {
        let clients = state.withLock { state in
            state.isCancelled = true
            return state.clients
        }
        for client in clients {
            client.cancel()
        }
    }
}
