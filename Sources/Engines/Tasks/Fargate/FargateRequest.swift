import AWS
import Foundation
import LabModel

/// What ECS is asked to run.
struct FargateRequest {
    /// The longest that all of a task's overrides may be, by ECS's rules, in bytes.
    private static let longestOverrides = 8_192

    let body: ECSRunTask

    /// Puts a request together.
    /// - Parameters:
    ///   - settings: what to stream; it travels in the environment.
    ///   - place: where.
    ///   - token: makes a second request start nothing; the task can be listed by it.
    ///   - owner: who starts it, for its tags.
    ///   - life: after which the streamer ends by itself, whoever forgets it; nil for never.
    /// - Throws: ``FargateError/badSize(cpu:gigabytes:sizes:)``, ``FargateError/cannotSend(setting:reason:)``.
    init(
        _ settings: StreamerTaskSettings,
        at place: FargatePlace,
        token: String,
        owner: String,
        life: Latency?
    ) throws(FargateError) {
        guard settings.content == nil else {
            throw .cannotSend(setting: "--content", reason: "the file is on this machine, not in the image")
        }
        let size = try FargateSize(cpu: settings.cpu, gigabytes: settings.memory)
        var environment = settings.environment
        environment["GLASSLAB_HOST"] = "0.0.0.0"
        environment["GLASSLAB_PORT"] = "\(place.port)"
        if let life {
            environment["GLASSLAB_DURATION"] = "\(Int(life.seconds.rounded(.up)))s"
        }
        let bytes = environment.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count + 24 }
        guard bytes < Self.longestOverrides - 512 else {
            throw .cannotSend(setting: "--push", reason: "a task takes at most 8 KB of settings")
        }
        var body = ECSRunTask(
            cluster: place.cluster,
            taskDefinition: place.taskDefinition,
            subnets: place.subnets,
            clientToken: token
        )
        body.securityGroups = place.securityGroups
        body.assignsPublicAddress = place.getsPublicAddress
        (body.cpu, body.memory) = (size.cpu, size.memory)
        body.containers = [ECSRunTask.ContainerOverride(name: place.container, environment: environment)]
        body.startedBy = token
        body.tags = [TaskTag.id: TaskTag.text(settings.id), TaskTag.owner: TaskTag.text(owner)]
        self.body = body
    }
}

/// The tags by which the lab knows its tasks.
enum TaskTag {
    /// The run's name.
    static let id = "glasslab:id"
    /// Who started it.
    static let owner = "glasslab:owner"
    /// What all launchers call themselves in the first place.
    static let starter = "glasslab-"

    /// A text as tags may hold it: other characters than AWS allows become `_`, and it ends after 256.
    static func text(_ text: String) -> String {
        let allowed = Set("+-=._:/@ ".unicodeScalars)
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: scalar
            case .decimalNumber, .letterNumber, .otherNumber: scalar
            default: allowed.contains(scalar) ? scalar : "_"
            }
        }
        return String(String.UnicodeScalarView(scalars.prefix(256)))
    }
}

extension StreamerTaskSettings {
    /// The same settings as the variables of an environment: flags by their `GLASSLAB_…` names.
    var environment: [String: String] {
        var environment = variables
        var words = flags[...]
        while let word = words.popFirst() {
            var (name, value) = (word.dropFirst(2), "true")
            if let sign = name.firstIndex(of: "=") {
                value = String(name[name.index(after: sign)...])
                name = name[..<sign]
            } else if let next = words.first, !next.hasPrefix("--") {
                value = next
                words = words.dropFirst()
            }
            environment["GLASSLAB_" + name.uppercased().replacing("-", with: "_")] = value
        }
        return environment
    }
}
