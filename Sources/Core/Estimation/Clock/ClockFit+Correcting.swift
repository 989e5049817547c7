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
        var places = Array(repeating: -1, count: clock.pieces.count)
        for index in samples.indices {
            guard let instant = samples[index].decoded ?? samples[index].arrival, !clock.pieces.isEmpty else {
                samples[index].clockOffset = nil
                samples[index].clockErrorBound = nil
                continue
            }
            let (piece, isWithinStep) = position(at: instant.nanoseconds)
            let place = clock.pieces[piece].place(of: instant.nanoseconds, near: places[piece])
            places[piece] = place
            let range = clock.pieces[piece].possible(at: instant.nanoseconds, place: place)
            let reading = reading(range, isBounded: !isWithinStep, of: piece)
            samples[index].clockOffset = reading.offset
            samples[index].clockErrorBound = reading.bound
        }
    }
}
