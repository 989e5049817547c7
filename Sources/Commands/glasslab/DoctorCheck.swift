/// One thing that `doctor` looked at.
struct DoctorCheck: Encodable, Equatable {
    /// How it stands.
    enum State: String, Encodable {
        case ok, warning, problem
    }

    /// What was looked at.
    var name: String
    /// How it stands.
    var state: State
    /// What was found.
    var found: String
    /// What helps; nil where nothing has to.
    var remedy: String?

    static func ok(_ name: String, _ found: String) -> DoctorCheck {
        DoctorCheck(name: name, state: .ok, found: found)
    }

    static func warning(_ name: String, _ found: String, remedy: String) -> DoctorCheck {
        DoctorCheck(name: name, state: .warning, found: found, remedy: remedy)
    }

    static func problem(_ name: String, _ found: String, remedy: String) -> DoctorCheck {
        DoctorCheck(name: name, state: .problem, found: found, remedy: remedy)
    }
}
