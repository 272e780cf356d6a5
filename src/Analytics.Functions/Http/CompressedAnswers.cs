using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Analytics.Functions.Http;

/// <summary>
/// JSON and CSV are compressed for clients that take it. Event streams are not, for they would be held back; what is compressed already,
/// such as scripts, stays as it is. A secret in an answer (a new key, a ticket) is another one each time, so that no
/// series of lengths tells it.
/// </summary>
internal static class CompressedAnswers
{
    private static readonly string[] Types = ["application/json", "application/problem+json", "application/x-ndjson", "text/csv", "text/plain"];

    public static void AddCompressedAnswers(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = Types;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }
}
