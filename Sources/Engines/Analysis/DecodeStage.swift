import LabModel
import Media

/// The decode thread's work: access units in, pictures out, and those units that gave none.
final class DecodeStage {
    private let clock: any LabClock
    private let outcomes: BoundedQueue<AnalysisPipeline.Outcome>
    private let load: DecodeLoad
    private let stop: AbandonFlag
    private let sink: any AnalysisSink
    /// Who else looks at units; nil for nobody.
    var observer: (any PictureObserver)?
    private var decoder: PictureDecoder?
    /// The connection whose pictures are decoded, from 0.
    private var connection = -1
    private var pending = PendingUnits(limit: 64)
    private var hasFailed = false
    /// The size that was last told; nil before the first picture of a connection.
    private var toldSize: PixelSize?

    init(
        clock: any LabClock,
        outcomes: BoundedQueue<AnalysisPipeline.Outcome>,
        load: DecodeLoad,
        stop: AbandonFlag,
        sink: any AnalysisSink
    ) {
        self.clock = clock
        self.outcomes = outcomes
        self.load = load
        self.stop = stop
        self.sink = sink
    }

    func run(_ units: BoundedQueue<AnalysisPipeline.Unit>) {
        while let unit = units.receive() {
            guard !hasFailed, !stop.isRaised else { continue }
            do {
                try handle(unit)
            } catch {
                hasFailed = true
                sink.failed(error)
            }
        }
        guard !stop.isRaised else { return }
        do {
            try flush()
        } catch {
            sink.failed(error)
        }
    }

    private func handle(_ unit: AnalysisPipeline.Unit) throws {
        switch unit {
        case .connected(let video):
            try flush()
            decoder = try PictureDecoder.open(video, clock: clock)
            toldSize = nil
            connection += 1
            observer?.connected(video)
        case .arrived(let unit, let queued):
            load.waited(clock.monotonicNow() - queued)
            guard let decoder else { return }
            observer?.arrived(unit)
            for lost in pending.add(unit) {
                outcomes.send(.lost(lost))
            }
            try hand(on: decoder.decode(unit))
        }
    }

    /// Takes the last pictures out of the decoder, and says which units gave none.
    private func flush() throws {
        if let decoder, !hasFailed {
            try hand(on: decoder.finish())
        }
        decoder = nil
        for lost in pending.removeAll() {
            outcomes.send(.lost(lost))
        }
    }

    private func hand(on pictures: [Picture]) throws {
        // A change of size is told by the reading stage, which sees it across connections too.
        for event in decoder?.takeEvents() ?? [] where event.code != "resolution_changed" {
            outcomes.send(.note(code: event.code, text: event.text))
        }
        for picture in pictures {
            if picture.size != toldSize {
                toldSize = picture.size
                sink.opened(size: picture.size, frameRate: decoder?.frameRate)
            }
            if let sequence = picture.sequence {
                pending.remove(sequence)
            }
            outcomes.send(.picture(picture, connection: connection))
        }
    }
}
