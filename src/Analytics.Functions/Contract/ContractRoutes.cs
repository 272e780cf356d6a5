using Analytics.Functions.Callers;
using Analytics.Functions.Http;

namespace Analytics.Functions.Contract;

/// <summary>
/// The HTTP API as an OpenAPI document, for programs that make clients and for those who look. It is made from the routes by a test, which
/// fails where the two differ: nothing of that is done while the product runs.
/// </summary>
internal static class ContractRoutes
{
    private const string ForAnHour = "public, max-age=3600";

    public static void MapContract(this IEndpointRouteBuilder routes)
    {
        // Read by the first request, so that no start waits for it.
        var document = new Lazy<StaticFile>(() => new StaticFile(Read(), "application/vnd.oai.openapi+json;version=3.1"));
        routes.MapMethods("/api/openapi.json", [HttpMethods.Get, HttpMethods.Head], (HttpContext context) => document.Value.SendAsync(context, ForAnHour)).Public().ForOtherOrigins();
    }

    /// <summary>As it is written.</summary>
    public static byte[] Read()
    {
        using Stream stream = typeof(ContractRoutes).Assembly.GetManifestResourceStream("openapi.json") ?? throw new InvalidOperationException("The document is not in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
