import LabModel

/// Samples as fixed-width big-endian records of 66 bytes, as docs/formats.md lays them out.
///
/// Every sample has exactly one form: fields that the flags call absent are zero.
enum SampleCodec {
    /// The bytes of a record.
    static let recordSize = 66

    /// The records of samples, one after the other.
    ///
    /// Sizes below 0 or above 4,294,967,295 bytes are clamped.
    static func encode(_ samples: some Collection<Sample>) -> [UInt8] {
        let size = samples.count * recordSize
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            var start = 0
            for sample in samples {
                write(sample, to: UnsafeMutableRawBufferPointer(rebasing: bytes[start..<start + recordSize]))
                start += recordSize
            }
            initialized = size
        }
    }

    /// Reads records back.
    /// - Throws: ``SampleCodecError`` where the bytes cannot have been written by ``encode(_:)``.
    static func decode(_ bytes: UnsafeRawBufferPointer) throws(SampleCodecError) -> [Sample] {
        guard bytes.count.isMultiple(of: recordSize) else {
            throw .length(bytes.count)
        }
        var samples: [Sample] = []
        samples.reserveCapacity(bytes.count / recordSize)
        for index in 0..<bytes.count / recordSize {
            let start = index * recordSize
            let record = UnsafeRawBufferPointer(rebasing: bytes[start..<start + recordSize])
            samples.append(try read(record, index: index))
        }
        return samples
    }

    private static func write(_ sample: Sample, to record: UnsafeMutableRawBufferPointer) {
        let stamp = sample.stamp
        let flags = SampleFlags(sample)
        record.put(flags.rawValue, at: 0)
        record.put(sample.epoch, at: 2)
        record.put(stamp?.streamID.rawValue ?? 0, at: 4)
        record.put(stamp?.number?.rawValue ?? 0, at: 8)
        record.put(stamp?.latenessTicks ?? 0, at: 12)
        record.put(UInt32(clamping: sample.size.bytes), at: 14)
        record.put(stamp?.time?.nanoseconds ?? 0, at: 18)
        record.put(sample.arrival?.nanoseconds ?? 0, at: 26)
        record.put(sample.decoded?.nanoseconds ?? 0, at: 34)
        record.put(sample.presentationTime?.nanoseconds ?? 0, at: 42)
        record.put(sample.clockOffset?.nanoseconds ?? 0, at: 50)
        record.put(sample.clockErrorBound?.nanoseconds ?? 0, at: 58)
    }

    private static func read(_ record: UnsafeRawBufferPointer, index: Int) throws(SampleCodecError) -> Sample {
        let flags = SampleFlags(rawValue: record.get(UInt16.self, at: 0))
        guard flags.isValid, isAbsentZero(record, flags) else {
            throw .record(index)
        }
        return Sample(
            epoch: record.get(UInt16.self, at: 2),
            stamp: stamp(record, flags),
            unreadable: flags.unreadable,
            arrival: instant(record, 26, flags, .arrival),
            decoded: instant(record, 34, flags, .decoded),
            presentationTime: length(record, 42, flags, .presentationTime),
            size: ByteCount(Int(record.get(UInt32.self, at: 14))),
            isKeyframe: flags.contains(.keyframe),
            isBacklog: flags.contains(.backlog),
            isRepeated: flags.contains(.repeated),
            clockOffset: length(record, 50, flags, .clockOffset),
            clockErrorBound: length(record, 58, flags, .clockErrorBound)
        )
    }

    private static func stamp(_ record: UnsafeRawBufferPointer, _ flags: SampleFlags) -> FrameStamp? {
        guard flags.contains(.stamp) else { return nil }
        return FrameStamp(
            streamID: StreamID(rawValue: record.get(UInt32.self, at: 4)),
            number: flags.contains(.number) ? FrameNumber(record.get(UInt32.self, at: 8)) : nil,
            time: instant(record, 18, flags, .time),
            latenessTicks: record.get(UInt16.self, at: 12)
        )
    }

    private static func instant(
        _ record: UnsafeRawBufferPointer,
        _ offset: Int,
        _ flags: SampleFlags,
        _ flag: SampleFlags
    ) -> WallTime? {
        flags.contains(flag) ? WallTime(nanoseconds: record.get(Int64.self, at: offset)) : nil
    }

    private static func length(
        _ record: UnsafeRawBufferPointer,
        _ offset: Int,
        _ flags: SampleFlags,
        _ flag: SampleFlags
    ) -> Latency? {
        flags.contains(flag) ? Latency(nanoseconds: record.get(Int64.self, at: offset)) : nil
    }

    private static func isAbsentZero(_ record: UnsafeRawBufferPointer, _ flags: SampleFlags) -> Bool {
        guard flags.contains(.stamp) || (record.get(UInt32.self, at: 4) == 0 && record.get(UInt16.self, at: 12) == 0)
        else {
            return false
        }
        guard flags.contains(.number) || record.get(UInt32.self, at: 8) == 0 else { return false }
        let wide: [(SampleFlags, Int)] = [
            (.time, 18), (.arrival, 26), (.decoded, 34), (.presentationTime, 42), (.clockOffset, 50),
            (.clockErrorBound, 58),
        ]
        return wide.allSatisfy { flags.contains($0.0) || record.get(UInt64.self, at: $0.1) == 0 }
    }
}

/// Why bytes are no sample records.
enum SampleCodecError: Error, Equatable, CustomStringConvertible {
    /// Their number is no multiple of the record's size.
    case length(Int)
    /// The record at an index holds flags or fields that no sample has.
    case record(Int)

    var description: String {
        switch self {
        case .length(let count): "\(count) bytes are no whole number of sample records"
        case .record(let index): "sample record \(index) of a chunk cannot be read"
        }
    }
}

extension UnsafeMutableRawBufferPointer {
    fileprivate func put(_ value: some FixedWidthInteger, at offset: Int) {
        storeBytes(of: value.bigEndian, toByteOffset: offset, as: type(of: value).self)
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func get<Value: FixedWidthInteger & BitwiseCopyable>(_: Value.Type, at offset: Int) -> Value {
        Value(bigEndian: loadUnaligned(fromByteOffset: offset, as: Value.self))
    }
}
