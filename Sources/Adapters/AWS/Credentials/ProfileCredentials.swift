/// A profile of the shared files: keys of its own, or what a program gives.
///
/// Roles, single sign-on and sign-in need browsers, caches and other services: AWS's own command line has them, and is
/// asked where a profile says so.
struct ProfileCredentials: CredentialSource {
    let profile: SharedProfiles
    let process: CredentialProcess

    var name: String {
        "profile \(profile.name)"
    }

    func credentials() async throws(AWSError) -> AWSCredentials? {
        let values = profile.values
        if Self.ofCommandLine.contains(where: { values[$0] != nil }) {
            return try await process.run(
                ["aws", "configure", "export-credentials", "--profile", profile.name, "--format", "process"],
                source: name
            )
        }
        if let id = values["aws_access_key_id"], !id.isEmpty {
            guard let secret = values["aws_secret_access_key"], !secret.isEmpty else {
                throw .badCredentials(source: name, reason: "aws_secret_access_key is missing")
            }
            return AWSCredentials(
                accessKeyID: id,
                secretAccessKey: secret,
                sessionToken: values["aws_session_token"].flatMap { $0.isEmpty ? nil : $0 }
            )
        }
        if let command = values["credential_process"], !command.isEmpty {
            return try await process.run(["/bin/sh", "-c", command], source: name)
        }
        guard !profile.isWanted else {
            throw .badCredentials(source: name, reason: "it holds none, and names no program that gives some")
        }
        return nil
    }

    /// What only AWS's own command line can turn into credentials.
    private static let ofCommandLine = [
        "role_arn", "sso_session", "sso_start_url", "sso_account_id", "login_session", "web_identity_token_file",
    ]
}
