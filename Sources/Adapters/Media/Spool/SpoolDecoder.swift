public import LabModel

/// Decodes a spool from its beginning; one thread at a time.
///
/// It gives what decoding gave the first time, because the same units come in the same order.
public final class SpoolDecoder {
    private let spool: UnitSpool
    private let clock: any LabClock
    private var place = 0
    private var connection = -1
    private var decoder: PictureDecoder?
    private var ready: [Picture] = []
    private var given = 0

    /// Prepares to decode a spool.
    /// - Parameters:
    ///   - spool: what to decode; units may still be added to its end.
    ///   - clock: what dates the pictures' decoding.
    public init(_ spool: UnitSpool, clock: any LabClock) {
        self.spool = spool
        self.clock = clock
    }

    /// The next picture, and the number of its connection.
    /// - Parameter awaitsMore: whether units are still added: then those at the end may have pictures that come later.
    /// - Returns: nil at the end; where more is awaited, until there is.
    /// - Throws: a ``MediaError`` when nothing can go on.
    public func next(awaitsMore: Bool = false) throws(MediaError) -> (connection: Int, picture: Picture)? {
        while given == ready.count {
            (ready, given) = ([], 0)
            guard try advance(awaitsMore) else { return nil }
        }
        defer { given += 1 }
        return (connection, ready[given])
    }

    /// Decodes one more unit, or what a connection's end leaves inside the decoder.
    /// - Returns: false once everything was given.
    private func advance(_ awaitsMore: Bool) throws(MediaError) -> Bool {
        guard let found = try spool.unit(at: place) else {
            guard !awaitsMore else { return false }
            ready = try decoder?.finish() ?? []
            defer { decoder = nil }
            return decoder != nil
        }
        if found.connection != connection {
            if let old = decoder {
                decoder = nil
                ready = try old.finish()
                if !ready.isEmpty { return true }
            }
            connection = found.connection
            decoder = try spool.video(of: connection).map { video throws(MediaError) in
                try PictureDecoder.open(video, clock: clock)
            }
        }
        place = found.next
        ready = try decoder?.decode(found.unit) ?? []
        _ = decoder?.takeEvents()
        return true
    }
}
