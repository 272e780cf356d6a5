using Analytics.Functions.Configuration;

namespace Analytics.Functions.Hosting.Local;

/// <summary>Outside of Lambda: Kestrel, and a log on the console.</summary>
internal static class KestrelHosting
{
    private const int MostBytes = 6 * 1024 * 1024; // of a request, as in Lambda

    public static void UseKestrel(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
        builder.WebHost.UseKestrelCore().UseUrls([.. settings.Urls]).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBytes;
        });
    }
}
