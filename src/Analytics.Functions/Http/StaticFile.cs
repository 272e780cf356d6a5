using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Analytics.Functions.Http;

/// <summary>A file of the build, held in memory with its compressed forms and its ETag.</summary>
internal sealed class StaticFile
{
    private readonly string _contentType;
    private readonly byte[] _plain;
    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    /// <summary>Compresses a file when it is first asked for, so that a start does not wait for it.</summary>
    public StaticFile(byte[] content, string contentType)
        : this(content, contentType, new Lazy<byte[]>(() => Brotli(content)), new Lazy<byte[]>(() => Gzip(content)))
    {
    }

    private StaticFile(byte[] content, string contentType, Lazy<byte[]> brotli, Lazy<byte[]> gzip)
    {
        (_plain, _contentType, _brotli, _gzip) = (content, contentType, brotli, gzip);
        Hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12));
    }

    /// <summary>Reads a file with the forms beside it, <c>.br</c> and <c>.gz</c>, that the build compressed.</summary>
    public static StaticFile Load(string path, string contentType) =>
        new(File.ReadAllBytes(path), contentType, new Lazy<byte[]>(File.ReadAllBytes(path + ".br")), new Lazy<byte[]>(File.ReadAllBytes(path + ".gz")));

    /// <summary>Names the content: 24 hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>The strong entity tag of the plain form, in quotes.</summary>
    public string ETag => $"\"{Hash}\"";

    /// <summary>Bytes of the Brotli form.</summary>
    public int BrotliLength => _brotli.Value.Length;

    /// <summary>Answers with the smallest form that the browser takes, or 304 where it has it.</summary>
    public async Task SendAsync(HttpContext context, string cacheControl)
    {
        IHeaderDictionary headers = context.Response.Headers;
        (byte[] body, string? encoding) = Takes(context, "br") ? (_brotli.Value, "br") : Takes(context, "gzip") ? (_gzip.Value, "gzip") : (_plain, null);
        string tag = encoding is null ? ETag : $"\"{Hash}-{encoding}\"";
        headers.ETag = tag;
        headers.CacheControl = cacheControl;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (context.GetEndpoint()?.Metadata.GetMetadata<CrossOriginUse>() is not null)
        {
            headers.AccessControlAllowOrigin = "*"; // a tag with crossorigin, integrity or type=module does not run without it
        }

        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Tag == tag || t.Tag == "*"))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = _contentType;
        context.Response.ContentLength = body.Length;
        headers.ContentEncoding = encoding;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private static bool Takes(HttpContext context, string encoding) =>
        context.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);

    private static byte[] Brotli(byte[] content)
    {
        byte[] compressed = new byte[BrotliEncoder.GetMaxCompressedLength(content.Length)];
        _ = BrotliEncoder.TryCompress(content, compressed, out int length, quality: 11, window: 22);
        return compressed[..length];
    }

    private static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }
}
