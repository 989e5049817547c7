import Measuring

/// Whether the built-in providers that need other people's programs can be measured.
enum ProviderChecks {
    static func all() -> [DoctorCheck] {
        do throws(ProvidersError) {
            return [nginx(.success(try PrivateNginx().description))]
        } catch {
            return [nginx(.failure(error))]
        }
    }

    static func nginx(_ found: Result<String, ProvidersError>) -> DoctorCheck {
        switch found {
        case .success(let path): .ok("nginx-rtmp", path)
        case .failure(let error): .warning("nginx-rtmp", error.what, remedy: error.remedy ?? "")
        }
    }
}
