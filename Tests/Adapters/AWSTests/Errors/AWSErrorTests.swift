import LabModel
import Testing

@testable import AWS

struct AWSErrorTests {
    private static let refusal = AWSRefusal(
        operation: .runTask,
        status: 400,
        code: "AccessDeniedException",
        message: "not allowed",
        requestID: "r-1"
    )

    @Test(arguments: [
        (
            AWSError.noCredentials(looked: ["the environment", "profile default"]),
            "no AWS credentials: looked for the environment, profile default. Run `aws configure`, name a profile by"
                + " AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        ),
        (
            .badCredentials(source: "profile lab", reason: "no"),
            "profile lab gives no AWS credentials: no. Mend that source, or name another by AWS_PROFILE"
        ),
        (
            .expiredCredentials(source: "profile lab"),
            "the AWS credentials of profile lab have expired. Sign in again, for a profile with single sign-on by"
                + " `aws sso login`"
        ),
        (
            .noProfile(name: "lab", files: ["a", "b"]),
            "there is no AWS profile lab: a, b. Check AWS_PROFILE; `aws configure list-profiles` tells what there is"
        ),
        (.noRegion, "no AWS region is set. Use --region, set AWS_REGION, or add `region` to the profile"),
        (.badRegion("x y"), "x y is no AWS region. Regions have names such as eu-central-1"),
        (.badArgument(operation: .runTask, reason: "no subnet"), "ecs:RunTask was not asked: no subnet"),
        (
            .unreachable(operation: .runTask, host: "h:1", reason: "Connection refused"),
            "ecs:RunTask got no answer: Connection refused: h:1. Check the network, the region's name and"
                + " AWS_ENDPOINT_URL"
        ),
        (
            .timedOut(operation: .runTask, host: "h", limit: .seconds(30)),
            "ecs:RunTask got no answer within 30s: h. Check the network, or try again later"
        ),
        (.tooLong(operation: .getObject, limit: ByteCount(5)), "the answer of s3:GetObject is longer than 5 bytes"),
        (
            .refused(refusal),
            "ecs:RunTask was refused: AccessDeniedException: not allowed (request r-1). Give the credentials the right"
                + " ecs:RunTask, ecs:TagResource, iam:PassRole"
        ),
        (
            .unreadable(operation: .getObject, reason: "no", requestID: nil),
            "the answer of s3:GetObject cannot be read: no. Check that AWS_ENDPOINT_URL names a service of AWS's kind"
        ),
        (
            .badLocalFile(path: "f", reason: "no"),
            "the file cannot be used: no: f. Check that the file is there, its rights, and the room on its disk"
        ),
        (.cancelled, "cancelled"), (.closed, "the connection to AWS has been shut down"),
    ])
    func textsSayWhatToDo(_ error: AWSError, _ text: String) {
        #expect(error.description == text)
    }

    @Test(arguments: RefusalKind.allCases)
    func everyKindButTheOthersHasARemedy(_ kind: RefusalKind) throws {
        let codes: [RefusalKind: String] = [
            .denied: "AccessDenied", .expired: "ExpiredToken", .unknownKey: "InvalidAccessKeyId",
            .wrongSignature: "SignatureDoesNotMatch", .clockSkew: "RequestTimeTooSkewed", .throttled: "SlowDown",
            .unavailable: "InternalError", .noCapacity: "Capacity", .notFound: "NoSuchKey",
            .wrongRegion: "PermanentRedirect", .precondition: "PreconditionFailed", .invalid: "MalformedXML",
        ]
        var refusal = Self.refusal
        refusal.code = try #require(codes[kind])
        #expect(refusal.kind == kind)
        #expect((AWSError.refused(refusal).remedy == nil) == (kind == .invalid))
        refusal.operation = .getObject
        #expect((AWSError.refused(refusal).remedy == nil) == (kind == .invalid))
    }

    @Test func whatPassesIsTransient() {
        var refusal = Self.refusal
        #expect(AWSError.refused(refusal).exitStatus == .failed)
        refusal.code = "SlowDown"
        #expect(AWSError.refused(refusal).exitStatus == .transient)
        #expect(AWSError.unreachable(operation: .runTask, host: "h", reason: "r").exitStatus == .transient)
        #expect(AWSError.noRegion.exitStatus == .failed)
    }

    @Test(arguments: [
        ("AccessDenied", 403, "", RefusalKind.denied), ("UnauthorizedOperation", 403, "", .denied),
        ("com.amazonaws.ecs#ThrottlingException:http://x", 400, "", .throttled), ("SlowDown", 503, "", .throttled),
        ("RequestLimitExceeded", 503, "", .throttled),
        ("InvalidParameterException", 400, "Request limit exceeded. (ErrorCode: RequestLimitExceeded)", .throttled),
        ("ClientException", 400, "Rate exceeded", .throttled), ("ExpiredTokenException", 400, "", .expired),
        ("ExpiredToken", 400, "", .expired), ("AccessDenied", 403, "Request has expired", .expired),
        ("UnrecognizedClientException", 400, "", .unknownKey), ("InvalidClientTokenId", 403, "", .unknownKey),
        ("AuthFailure", 401, "", .unknownKey), ("SignatureDoesNotMatch", 403, "", .wrongSignature),
        ("SignatureDoesNotMatch", 403, "Signature expired: x is now earlier than y", .clockSkew),
        ("SignatureDoesNotMatch", 403, "Signature not yet current: x", .clockSkew),
        ("RequestTimeTooSkewed", 403, "", .clockSkew), ("InternalError", 500, "", .unavailable),
        ("ServerException", 500, "", .unavailable), ("", 502, "", .unavailable), ("", 429, "", .throttled),
        ("PermanentRedirect", 301, "", .wrongRegion), ("AuthorizationHeaderMalformed", 400, "", .wrongRegion),
        ("InsufficientCapacity", 400, "", .noCapacity), ("ClusterNotFoundException", 400, "", .notFound),
        ("InvalidSubnetID.NotFound", 400, "", .notFound), ("NoSuchKey", 404, "", .notFound),
        ("AWS.SimpleQueueService.NonExistentQueue", 400, "", .notFound),
        ("com.amazonaws.sqs#QueueDoesNotExist", 400, "", .notFound), ("", 404, "", .notFound),
        ("ValidationError", 400, "Stack with id x does not exist", .notFound), ("ValidationError", 400, "", .invalid),
        ("InvalidParameterException", 400, "The referenced task was not found.", .notFound),
        ("ClientException", 400, "TaskDefinition not found.", .notFound),
        ("ClientException", 400, "Unable to describe task definition.", .notFound),
        ("ClientException", 400, "Capacity is unavailable at this time. Please try again later", .noCapacity),
        ("ClientException", 400, "You've reached the limit on the number of vCPUs you can run", .noCapacity),
        ("ClientException", 400, "Container.image should not be null", .invalid),
        ("PreconditionFailed", 412, "", .precondition), ("ConditionalRequestConflict", 409, "", .precondition),
        ("InvalidParameterException", 400, "", .invalid), ("", 403, "", .denied), ("", 400, "", .invalid),
    ])
    func refusalsAreJudged(_ code: String, _ status: Int, _ message: String, _ kind: RefusalKind) {
        #expect(RefusalKind(code: code, status: status, message: message) == kind)
    }

    @Test(
        arguments: [
            (#"{"__type":"com.amazonaws.ecs#ClientException","message":"m"}"#, "ClientException", "m", nil),
            (#"{"__type":"X","Message":"M\nm\u001b[31m"}"#, "X", "M m [31m", nil),
            (
                "<ErrorResponse><Error><Code>ValidationError</Code><Message>m</Message></Error><RequestId>r</RequestId>"
                    + "</ErrorResponse>", "ValidationError", "m", "r"
            ),
            (
                "<Response><Errors><Error><Code>AuthFailure</Code><Message>m</Message></Error></Errors>"
                    + "<RequestID>r</RequestID></Response>", "AuthFailure", "m", "r"
            ),
            (
                "<Error><Code>NoSuchKey</Code><Message>m</Message><RequestId>r</RequestId></Error>", "NoSuchKey", "m",
                "r"
            ),
            ("<html>Bad gateway</html>", "", "", nil), ("", "", "", nil), ("{", "", "", nil),
        ] as [(String, String, String, String?)]
    )
    func everyShapeOfRefusalIsRead(_ body: String, _ code: String, _ message: String, _ id: String?) {
        let refusal = RefusalReader.read(.text(400, body), .describeStacks, attempts: 2)
        #expect(refusal.code == code && refusal.message == message && refusal.requestID == id)
        #expect(refusal.attempts == 2 && refusal.status == 400)
    }

    @Test func headersNameWhatTheBodyDoesNot() {
        let answer = AWSAnswer.text(
            404,
            "",
            ["x-amzn-errortype": "NotFound:http://x", "x-amz-request-id": "r", "x-amz-retry-after": "1500"]
        )
        let refusal = RefusalReader.read(answer, .headObject, attempts: 1)
        #expect(refusal.code == "NotFound" && refusal.requestID == "r")
        #expect(RefusalReader.wait(answer) == .milliseconds(1_500))
        #expect(RefusalReader.wait(.text(503, "", ["retry-after": "2"])) == .seconds(2))
        #expect(RefusalReader.wait(.text(503, "", ["retry-after": "Fri, 24 May 2013 00:00:00 GMT"])) == nil)
    }

    @Test func longMessagesAreCut() {
        let long = String(repeating: "é", count: 10_000)
        let refusal = RefusalReader.read(.text(400, "{\"message\":\"\(long)\"}"), .runTask, attempts: 1)
        #expect(refusal.message.count == 500 && refusal.message.hasSuffix("é…"))
    }
}
