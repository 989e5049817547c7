internal import Foundation
public import LabModel

/// The file that tells a launcher that the streamer serves.
public enum ReadyFile {
    /// Writes `{"pid","port","stream_id"}`; the file appears whole, by rename.
    /// - Throws: ``StreamingError/readyFile(path:reason:)``.
    public static func write(_ path: String, port: Int, processID: Int32, streamID: StreamID) throws(StreamingError) {
        let text = "{\"pid\":\(processID),\"port\":\(port),\"stream_id\":\(streamID.rawValue)}\n"
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .readyFile(path: path, reason: error.localizedDescription)
        }
    }
}
