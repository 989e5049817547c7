public import LabCommand
public import Receiving

extension SettingKind where Value == ClockChoice {
    /// The words and addresses of `--clock`.
    public static var clockChoice: SettingKind {
        SettingKind(expected: "auto, same-host, none, ntp://HOST[:PORT] or the http address of a /clock") {
            ClockChoice($0)
        }
    }
}
