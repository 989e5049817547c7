public import LabModel

extension ClockFit {
    /// Sets the final ``Sample/clockOffset`` and ``Sample/clockErrorBound`` of every sample.
    ///
    /// They are those of its decoding, else of its arrival; nil without a usable exchange, and for a sample with neither
    /// instant. A frame that was stamped before a step of the clock and decoded behind it gets the offset that its stamp
    /// was made with, carried on to its decoding. The bound is nil between the two exchanges around a step, and for a
    /// frame of which cannot be told on which side it was stamped.
    /// - Parameter samples: Samples in the order of decoding; any other order costs time.
    /// - Complexity: O(n) for n samples in order, O(n log n) where a clock was stepped.
    public func correct(_ samples: inout [Sample]) {
        let frames = steps > 0 ? FramePieces(self, samples: samples) : nil
        var cursors = clock.pieces.map(ClockCursor.init)
        for index in samples.indices {
            guard let instant = samples[index].decoded ?? samples[index].arrival, !cursors.isEmpty else {
                samples[index].clockOffset = nil
                samples[index].clockErrorBound = nil
                continue
            }
            var (piece, isBounded) = frames == nil ? (0, true) : side(at: instant.nanoseconds)
            if let frames, samples[index].stamp?.time != nil, samples[index].decoded != nil {
                let origin = frames.origin(of: samples[index], at: index)
                piece = origin?.piece ?? piece
                isBounded = isBounded && origin?.isCertain == true
            }
            let range = cursors[piece].possible(at: instant.nanoseconds)
            let reading = reading(range, isBounded: isBounded, of: piece)
            samples[index].clockOffset = reading.offset
            samples[index].clockErrorBound = reading.bound
        }
    }

    /// The piece that an instant belongs to, and whether it lies between the exchanges of a piece.
    private func side(at instant: Int64) -> (piece: Int, isBounded: Bool) {
        let (piece, isWithinStep) = position(at: instant)
        return (piece, !isWithinStep)
    }
}
