import LabModel
import Testing

@testable import Measuring

@Suite struct ProvidersErrorTests {
    private static let place = SourcePlace(path: "p.yaml", line: 3, column: 7)

    @Test(
        arguments: [
            (
                .missingSecret(place, key: "ACME_KEY"),
                "the environment has no value for ${ACME_KEY}: p.yaml:3:7. Set it: export ACME_KEY=…", .usage
            ),
            (
                .unknown(name: "cdn", known: ["direct", "hls"]),
                "there is no provider \"cdn\". There are direct, hls; more come from a file: --providers.", .usage
            ),
            (.namedTwice("hls"), "the provider \"hls\" is named twice. Name each once.", .usage),
            (
                .tooMany(count: 17, limit: 16),
                "17 providers are more than the 16 that are measured at once. Name fewer.", .usage
            ),
            (
                .noNginx(missing: "module ngx_rtmp_module.so"),
                "nginx-rtmp is not on this machine: there is no module ngx_rtmp_module.so. "
                    + "Install it: apt-get install nginx libnginx-mod-rtmp.", .failed
            ),
            (
                .nginxFailed(reason: "no space"),
                "the private nginx did not come to serve: no space. "
                    + "Look whether `nginx -V` works, or measure another provider.", .failed
            ),
        ] as [(ProvidersError, String, LabModel.ExitStatus)]
    )
    func saysWhatWhereAndWhatToDo(_ error: ProvidersError, _ text: String, _ status: LabModel.ExitStatus) {
        #expect(error.description == text)
        #expect(error.exitStatus == status)
    }
}
