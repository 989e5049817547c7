import HTTPTypes
import Hummingbird
import LabModel

extension PageRoutes {
    /// The form that starts a measurement, and what it and the buttons beside measurements send.
    static func addMeasuring(to router: Router<LabRequestContext>, _ dashboard: Dashboard) {
        router.get("/measure") { request, context in
            var order = MeasurementOrder()
            order.id = MeasureForm.usualName(at: dashboard.clock.now())
            let reader = try ParameterReader(request.uri.query)
            order.provider = try reader.text("provider", upTo: 200) ?? order.provider
            return try page(MeasureView(dashboard.measurePage(context.visitor, order: order)))
        }
        router.post("/measure") { request, context in
            let fields = try FormFields(try await request.body.collect(upTo: ChangeCheck.bodyLimit))
            do throws(LabServerError) {
                _ = try dashboard.measurements.start(try MeasureForm.order(fields))
            } catch {
                let problem = DashboardData.Problem(error)
                let content = dashboard.measurePage(
                    context.visitor,
                    order: MeasureForm.typed(fields),
                    problem: problem
                )
                return try page(MeasureView(content), status: error.status)
            }
            return Response.redirect(to: "/measure", type: .normal)
        }
        router.post("/measure/{number}/stop") { request, context in
            guard let number = Int(try PathText.of("number", context)) else {
                throw LabServerError.noSuchPage(path: request.uri.path)
            }
            _ = try dashboard.measurements.stop(number)
            return Response.redirect(to: "/measure", type: .normal)
        }
    }
}
