/// Where a streamer runs, for as long as something is done with it.
public protocol StreamerTask: Sendable {
    /// Starts the streamer, waits until it serves, does the work and stops the streamer, whatever the work does.
    ///
    /// - Parameter work: what to do while the streamer serves.
    /// - Returns: what the work returns.
    /// - Throws: why the streamer does not come to serve; what the work throws.
    func run<Result: Sendable>(
        whileServing work: @Sendable (StreamerAddress) async throws -> Result
    ) async throws -> Result

    /// Ends the waiting for a streamer that does not serve yet; does nothing once it serves.
    func giveUp()

    /// Stops the streamer without waiting for the work's end, for a process that is about to exit.
    func stopNow() async
}
