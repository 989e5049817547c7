import LabModel
import Machine

/// Whether this machine is one that numbers can be trusted from.
enum MachineChecks {
    /// Cores, load and clock.
    static func all() -> [DoctorCheck] {
        [cores(Host.cores), load(Host.loadAverage, cores: Host.cores), clock(Host.clockSource)]
    }

    static func cores(_ count: Int) -> DoctorCheck {
        count >= 2
            ? .ok("cores", "\(count)")
            : .warning(
                "cores",
                "1",
                remedy: "Streamer and receiver share it: measure a streamer on another machine."
            )
    }

    static func load(_ load: Double?, cores: Int) -> DoctorCheck {
        guard let load else {
            return .warning("load", "not known", remedy: "See that nothing else runs while you measure.")
        }
        let text = "\((load * 100).rounded() / 100) over the last minute"
        return load <= Double(cores) / 2
            ? .ok("load", text)
            : .warning("load", text, remedy: "Something else is using the processors: stop it before you measure.")
    }

    /// Sources that need the kernel cost microseconds a reading, and some are coarse.
    static func clock(_ source: String?) -> DoctorCheck {
        let good = ["tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "arch_sys_counter"]
        guard let source else {
            return .warning("clock source", "not known", remedy: "Read the bound of the clock error with care.")
        }
        return good.contains(source)
            ? .ok("clock source", source)
            : .warning("clock source", source, remedy: "It is slow to read: choose tsc at boot with clocksource=tsc.")
    }
}
