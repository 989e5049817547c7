import Foundation

/// Looks into a model's file before a program gets it.
enum VMAFModelFile {
    /// libvmaf's own are below 100 KB; a collection of twenty below 1 MB.
    private static let largest = 16 << 20
    /// Options of features that look farther than one picture either way.
    private static let farther = ["motion_five_frame_window", "motion_moving_average"]

    /// Does nothing for models that libvmaf brings with it.
    /// - Throws: ``VMAFFailure/notAModel(path:reason:)``, ``VMAFFailure/looksFarther(path:option:)``.
    static func check(_ model: VMAFModel) throws(VMAFFailure) {
        guard case .file(let path) = model else { return }
        let object: Any
        do {
            guard let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int, size <= largest
            else {
                throw VMAFFailure.notAModel(path: path, reason: "it is too large")
            }
            object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path)))
        } catch let failure as VMAFFailure {
            throw failure
        } catch {
            let isThere = FileManager.default.isReadableFile(atPath: path)
            throw .notAModel(path: path, reason: isThere ? "it is no JSON" : "it cannot be read")
        }
        if let option = firstFarther(object) {
            throw .looksFarther(path: path, option: option)
        }
    }

    private static func firstFarther(_ object: Any) -> String? {
        switch object {
        case let list as [Any]:
            return list.lazy.compactMap(firstFarther).first
        case let table as [String: Any]:
            if let option = farther.first(where: { table[$0] as? Bool == true }) {
                return option
            }
            return table.values.lazy.compactMap(firstFarther).first
        case let text as String where text.contains("peed_temporal"):
            return text
        default:
            return nil
        }
    }
}
