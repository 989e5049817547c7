internal import CFFmpeg

/// Finds where access units begin in bytes that grow.
struct AccessUnitFinder {
    /// One access unit's beginning and what its NAL units said so far.
    struct Found: Equatable {
        var start: Int
        var hasSlice = false
        var isKey = false
        var isClean = false
    }

    let syntax: NALSyntax
    private(set) var units: [Found] = []
    /// Whether the first bytes were the beginning of an access unit; nil until the first NAL unit is known.
    private(set) var beginsWithUnit: Bool?
    private var next = 0

    init(syntax: NALSyntax) {
        self.syntax = syntax
    }

    /// Looks at what is new in `bytes`, which begins as it did the last time.
    mutating func scan(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
        while next < bytes.count {
            let code = lab_next_start_code(base, next, bytes.count)
            let head = code + 3
            guard head + syntax.headSize <= bytes.count else {
                // The start code, or the head behind it, may still be growing.
                next = max(next, min(code, bytes.count - 2))
                return
            }
            let zero = code > 0 && base[code - 1] == 0
            let meaning = syntax.meaning(of: UnsafeRawBufferPointer(start: base + head, count: syntax.headSize))
            note(meaning, at: zero ? code - 1 : code)
            next = head
        }
    }

    /// Forgets the first `count` units and the `bytes` they took.
    mutating func drop(units count: Int, bytes: Int) {
        units.removeFirst(count)
        for index in units.indices {
            units[index].start -= bytes
        }
        next = max(0, next - bytes)
        beginsWithUnit = true
    }

    private mutating func note(_ meaning: NALSyntax.Meaning, at start: Int) {
        if beginsWithUnit == nil {
            let isContinuation = meaning.isSlice && !meaning.canBegin
            beginsWithUnit = start <= 2 && !isContinuation
            // What stands before the first start code is the rest of a slice.
            units.append(Found(start: 0, hasSlice: start > 2))
        }
        if meaning.canBegin, units.last?.hasSlice == true {
            units.append(Found(start: start))
        }
        let last = units.count - 1
        units[last].hasSlice = units[last].hasSlice || meaning.isSlice
        units[last].isKey = units[last].isKey || meaning.isKey
        units[last].isClean = units[last].isClean || meaning.isClean
    }
}
