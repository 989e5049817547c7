public import LabModel

extension ClockFit {
    /// Sets the final ``Sample/clockOffset`` and ``Sample/clockErrorBound`` of every sample.
    ///
    /// They are those of its decoding, else of its arrival; nil without a usable exchange, and for a sample with neither
    /// instant. A frame that was stamped before a step of the clock and decoded behind it gets the offset that its stamp
    /// was made with, carried on to its decoding. The bound is nil between the two exchanges around a step, and for a
    /// frame of which cannot be told on which side it was stamped; where nothing speaks for either side, the offset too.
    /// - Parameter samples: Samples in the order of decoding; any other order costs time.
    /// - Complexity: O(n) for n samples in order, O(n log n) where a clock was stepped.
    public func correct(_ samples: inout [Sample]) {
        let frames = FramePieces(self, samples: samples)
        var cursors = clock.pieces.map(ClockCursor.init)
        var sides = StepCursor(clock.steps)
        let added = clock.pieces.map { $0.isKnown ? addedBound : nil }
        samples.withUnsafeMutableBufferPointer { samples in
            for index in samples.indices {
                guard let instant = samples[index].decoded ?? samples[index].arrival, !cursors.isEmpty else {
                    samples[index].clockOffset = nil
                    samples[index].clockErrorBound = nil
                    continue
                }
                var isTold = true
                var (piece, isBounded) = sides.side(at: instant.nanoseconds)
                if let stamped = samples[index].stamp?.time, let decoded = samples[index].decoded {
                    let origin = frames.origin(at: index, stamped: stamped, decoded: decoded)
                    piece = origin?.piece ?? piece
                    isTold = origin?.isTold ?? true
                    isBounded = isBounded && origin?.isCertain == true
                }
                let range = cursors[piece].possible(at: instant.nanoseconds)
                samples[index].clockOffset = isTold ? range.middle : nil
                samples[index].clockErrorBound = isTold && isBounded ? added[piece].map { range.halfWidth + $0 } : nil
            }
        }
    }
}
