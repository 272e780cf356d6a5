using Analytics.Functions.Callers;
using Analytics.Functions.Http;

namespace Analytics.Functions.Stats;

/// <summary>The JSON Schema of a question, which editors and clients may load.</summary>
internal static class SchemaRoutes
{
    private const string ForAnHour = "public, max-age=3600";

    public static void MapQuerySchema(this IEndpointRouteBuilder routes)
    {
        var schema = new StaticFile(Read(), "application/schema+json");
        routes.MapMethods("/api/docs/query/schema.json", [HttpMethods.Get, HttpMethods.Head], (HttpContext context) => schema.SendAsync(context, ForAnHour)).Public().ForOtherOrigins();
    }

    /// <summary>As it is written.</summary>
    public static byte[] Read()
    {
        using Stream stream = typeof(SchemaRoutes).Assembly.GetManifestResourceStream("query.schema.json") ?? throw new InvalidOperationException("The schema is not in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
