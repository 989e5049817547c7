import Analysis
import Estimation
import LabModel
import Machine
import Media
import Synchronization

/// Hears a stream's beeps and pairs them with its pictures, on a thread of its own.
///
/// Sound that the thread cannot keep up with is left out; nothing that has to do with pictures ever waits for it.
final class SoundListener: Sendable {
    private struct State {
        var pairing = BeepPairing()
        var epoch: UInt16?
        var streamID: StreamID?
        var thread: WorkerThread?
    }

    private let queue = BoundedQueue<SoundUnit>(capacity: 1_500)
    private let state = Mutex(State())
    private let note: @Sendable (_ code: String, _ text: String) -> Void
    private let paired: @Sendable ([AVOffset]) -> Void

    /// - Parameters:
    ///   - note: gets one line where sound cannot be decoded.
    ///   - paired: gets what was found, on any thread.
    init(
        note: @escaping @Sendable (_ code: String, _ text: String) -> Void,
        paired: @escaping @Sendable ([AVOffset]) -> Void
    ) {
        self.note = note
        self.paired = paired
    }

    /// Takes sound as it arrived; returns at once.
    func arrived(_ units: [SoundUnit]) {
        guard !units.isEmpty else { return }
        state.withLock { state in
            state.thread = state.thread ?? WorkerThread(name: "sound") { [self] in listen() }
        }
        for unit in units {
            queue.offer(unit)
        }
    }

    /// Takes a frame whose picture was analysed.
    func saw(_ sample: Sample) {
        guard let stamp = sample.stamp, let number = stamp.number, let time = sample.presentationTime,
            let decoded = sample.decoded
        else { return }
        let pairs = state.withLock { state in
            // Without sound there is nothing to pair.
            guard state.thread != nil else { return [AVOffset]() }
            let isOther = state.epoch != sample.epoch || state.streamID != stamp.streamID
            // Beeps that came before the first picture may well be its own.
            if isOther, state.epoch != nil {
                state.pairing.reset()
            }
            (state.epoch, state.streamID) = (sample.epoch, stamp.streamID)
            return state.pairing.saw(number, at: time, decoded: decoded)
        }
        tell(pairs)
    }

    /// Listens to what still waits, and ends the thread; blocks until then.
    func finish() {
        queue.close()
        state.withLock { $0.thread }?.join()
    }

    private func listen() {
        let decoder = SoundDecoder()
        var detector = BeepDetector()
        var isDeaf = false
        while let unit = queue.receive() {
            do throws(MediaError) {
                for sound in try decoder.decode(unit) {
                    let beeps = detector.take(sound.samples, at: sound.time, rate: sound.sampleRate)
                    for beep in beeps {
                        tell(state.withLock { $0.pairing.heard(beep) })
                    }
                }
            } catch {
                if !isDeaf {
                    note("sound_unreadable", "the sound cannot be decoded: \(error.what)")
                }
                isDeaf = true
            }
        }
    }

    private func tell(_ pairs: [AVOffset]) {
        if !pairs.isEmpty {
            paired(pairs)
        }
    }
}
