/// Which version of the lab this is.
public enum LabVersion {
    /// The version's number, such as `0.1.0`.
    public static let number = "0.1.0"

    /// What `--version` prints, such as `receiver 0.1.0`.
    /// - Parameter executable: the executable's name.
    /// - Returns: name and number.
    public static func text(of executable: String) -> String {
        "\(executable) \(number)"
    }
}
