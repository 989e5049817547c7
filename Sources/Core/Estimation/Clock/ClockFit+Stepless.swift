import LabModel

extension ClockFit {
    /// A run as it would be, had the streamer's clock not been stepped: every stamp and offset by the clock of the run's
    /// first piece.
    ///
    /// A frame's delays stay what they are, because its stamp and its offset move together. Times between stamps, and
    /// what was stamped before an instant, come out right across a step only so.
    /// - Parameter trace: The run that was fitted, its samples corrected.
    /// - Returns: The same where no clock was stepped.
    func stepless(_ trace: Trace) -> Trace {
        guard steps > 0 else { return trace }
        var moved = trace
        move(&moved.samples)
        move(&moved.control)
        for index in moved.exchanges.indices {
            move(&moved.exchanges[index])
        }
        return moved
    }

    /// How far the streamer's clock was stepped before a piece.
    private func stepped(before piece: Int) -> Latency {
        clock.steps.prefix(piece).reduce(.zero) { $0 + $1.size }
    }

    private func move(_ samples: inout [Sample]) {
        let frames = FramePieces(self, samples: samples)
        let totals = clock.pieces.indices.map(stepped(before:))
        for index in samples.indices {
            guard let instant = samples[index].decoded ?? samples[index].arrival else { continue }
            var piece = side(at: instant.nanoseconds).piece
            if let time = samples[index].stamp?.time, let decoded = samples[index].decoded {
                piece = frames.origin(at: index, stamped: time, decoded: decoded)?.piece ?? piece
                samples[index].stamp?.time = time - totals[piece]
            }
            samples[index].clockOffset = samples[index].clockOffset.map { $0 - totals[piece] }
        }
    }

    /// Moves what an answer says of the newest frame; around a step it is not told on which side that was stamped.
    private func move(_ exchange: inout ClockExchange) {
        let (asked, answered) = (exchange.t1.nanoseconds, exchange.t4.nanoseconds)
        if clock.steps.contains(where: { $0.after < answered && asked <= $0.before }) {
            exchange.answer?.newestFrame = nil
            exchange.answer?.newestStamp = nil
        } else if let stamp = exchange.answer?.newestStamp {
            exchange.answer?.newestStamp = stamp - stepped(before: side(at: answered).piece)
        }
    }
}
