import LabCommand

extension SettingKind where Value == String {
    /// A stack of CloudFormation, by its name or its full name.
    static var stackName: SettingKind {
        SettingKind(expected: "a stack's name: a letter, then letters, digits and -, up to 128") { text in
            text.hasPrefix("arn:") ? fullName(text) : name(text, upTo: 128, with: "-")
        }
    }

    /// A cluster of ECS, by its name or its full name.
    static var clusterName: SettingKind {
        SettingKind(expected: "a cluster's name: letters, digits, - and _, up to 255") { text in
            text.hasPrefix("arn:") ? fullName(text) : name(text, upTo: 255, with: "-_", letterFirst: false)
        }
    }

    /// A task definition of ECS: a family, with or without its revision, or a full name.
    static var taskDefinition: SettingKind {
        SettingKind(expected: "a task definition such as streamer, streamer:7 or its full name") { text in
            guard !text.hasPrefix("arn:") else { return fullName(text) }
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard name(String(parts[0]), upTo: 255, with: "-_", letterFirst: false) != nil else { return nil }
            return parts.count == 1 || UInt32(parts[1]) != nil ? text : nil
        }
    }

    private static func fullName(_ text: String) -> String? {
        let isFine = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        return isFine && text.utf8.count <= 512 && text.split(separator: ":").count >= 5 ? text : nil
    }

    private static func name(
        _ text: String,
        upTo limit: Int,
        with signs: String,
        letterFirst: Bool = true
    ) -> String? {
        let isFine = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || signs.contains($0)) }
        guard isFine, (1...limit).contains(text.count) else { return nil }
        return !letterFirst || text.first?.isLetter == true ? text : nil
    }
}

extension SettingKind where Value == [String] {
    /// Subnets by their ids, separated by commas.
    static var subnets: SettingKind {
        ids("subnet-", expected: "subnets such as subnet-0a1b2c3d, separated by commas")
    }

    /// Security groups by their ids, separated by commas.
    static var securityGroups: SettingKind {
        ids("sg-", expected: "security groups such as sg-0a1b2c3d, separated by commas")
    }

    private static func ids(_ prefix: String, expected: String) -> SettingKind {
        SettingKind(expected: expected) { text in
            let ids = text.split(separator: ",", omittingEmptySubsequences: false)
                .map { String($0.trimmingPrefix(" ")) }
            let areFine = ids.allSatisfy { id in
                id.hasPrefix(prefix) && (prefix.count + 1...64).contains(id.utf8.count)
                    && id.dropFirst(prefix.count).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            }
            return areFine && ids.count <= 64 ? ids : nil
        }
    }
}
