import HTTPTypes
import Hummingbird
import LabModel
import RunStore

/// Every address of the API.
enum APIRoutes {
    static func all(_ dashboard: Dashboard) -> [APIRoute] {
        RunRoutes.all(dashboard) + CompareRoutes.all(dashboard) + ListRoutes.all(dashboard)
            + LiveRoutes.all(dashboard) + MeasurementRoutes.all(dashboard) + ServerRoutes.all(dashboard)
    }

    /// Adds routes to a router.
    static func add(_ routes: [APIRoute], to router: Router<LabRequestContext>) {
        for route in routes {
            router.on(RouterPath(route.path), method: route.method, use: route.handler)
        }
    }
}
