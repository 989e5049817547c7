import GRDB
public import LabModel

extension RunStore {
    /// Stores a calibration; it never changes.
    /// - Throws: ``RunStoreError/wrongUUID(_:)``, ``RunStoreError/notStorable(reason:)`` where a number is not finite, or
    ///   what keeps the file.
    public func add(_ calibration: Calibration) throws(RunStoreError) {
        guard RunUUID.isValid(calibration.id) else {
            throw .wrongUUID(calibration.id)
        }
        let figures = [calibration.p50Ms, calibration.p95Ms]
        guard figures.allSatisfy(\.isFinite) else {
            throw .notStorable(reason: "calibration of \(figures[0]) and \(figures[1]) ms")
        }
        let key = calibration.key
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO calibration (id, made_at, machine_name, transport, codec, width, height, fps, frames,
                    p50_ms, p95_ms, repeat_p50_ms, versions, machine)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    calibration.id, calibration.madeAt.nanoseconds, key.machine, key.transport, key.codec.rawValue,
                    key.size.width, key.size.height, key.fps?.description, calibration.frames, calibration.p50Ms,
                    calibration.p95Ms, try StoreJSON.encode(calibration.repeatP50Ms),
                    try StoreJSON.encode(calibration.versions), try StoreJSON.encode(calibration.machine),
                ]
            )
        }
    }

    /// The newest calibration of the same transport, codec, size and machine; and of the same frame rate where the key
    /// has one.
    ///
    /// - Returns: nil where there is none, and in files older than calibrations.
    /// - Throws: what keeps the file.
    public func latestCalibration(fitting key: CalibrationKey) throws(RunStoreError) -> Calibration? {
        try read { database in
            // A file of version 1 that is only read stays as it is.
            let tables = "SELECT count(*) FROM sqlite_master WHERE name = 'calibration'"
            guard try Int.fetchOne(database, sql: tables) == 1 else { return nil }
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT * FROM calibration
                    WHERE machine_name = ?1 AND transport = ?2 AND codec = ?3 AND width = ?4 AND height = ?5
                    AND (?6 IS NULL OR fps = ?6)
                    ORDER BY made_at DESC, id DESC LIMIT 1
                    """,
                arguments: [
                    key.machine, key.transport, key.codec.rawValue, key.size.width, key.size.height,
                    key.fps?.description,
                ]
            )
            return try row.map(calibration)
        }
    }

    private func calibration(_ row: Row) throws -> Calibration {
        let rate = (row["fps"] as String?).map { FrameRate($0) }
        guard let codec = VideoCodec(rawValue: row["codec"]), rate != .some(nil) else {
            throw RunStoreError.damaged(path: path, reason: "a calibration of an unknown codec or frame rate")
        }
        return Calibration(
            id: row["id"],
            key: CalibrationKey(
                transport: row["transport"],
                codec: codec,
                size: PixelSize(width: row["width"], height: row["height"]),
                fps: rate ?? nil,
                machine: row["machine_name"]
            ),
            madeAt: WallTime(nanoseconds: row["made_at"]),
            frames: row["frames"],
            p50Ms: row["p50_ms"],
            p95Ms: row["p95_ms"],
            repeatP50Ms: try StoreJSON.decode([Double].self, from: row["repeat_p50_ms"]),
            versions: try StoreJSON.decode([String: String].self, from: row["versions"]),
            machine: try StoreJSON.decode([String: SettingValue].self, from: row["machine"])
        )
    }
}
