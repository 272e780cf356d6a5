using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Analytics.Functions.Hosting;

/// <summary>A file of the build, held in memory with its Brotli form and its ETag.</summary>
internal sealed class StaticFile
{
    private readonly byte[] _plain;
    private readonly byte[] _brotli;
    private readonly string _contentType;

    public StaticFile(byte[] content, string contentType)
    {
        _plain = content;
        _contentType = contentType;
        _brotli = new byte[BrotliEncoder.GetMaxCompressedLength(content.Length)];
        _ = BrotliEncoder.TryCompress(content, _brotli, out int length, quality: 11, window: 22);
        Array.Resize(ref _brotli, length);
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"";
    }

    /// <summary>The strong entity tag of the content, in quotes.</summary>
    public string ETag { get; }

    /// <summary>Bytes of the Brotli form.</summary>
    public int BrotliLength => _brotli.Length;

    public async Task SendAsync(HttpContext context, string cacheControl)
    {
        IHeaderDictionary headers = context.Response.Headers;
        bool brotli = context.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);
        string tag = brotli ? ETag.Insert(ETag.Length - 1, "-br") : ETag;
        headers.ETag = tag;
        headers.CacheControl = cacheControl;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Tag == tag || t.Tag == "*"))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        byte[] body = brotli ? _brotli : _plain;
        context.Response.ContentType = _contentType;
        context.Response.ContentLength = body.Length;
        if (brotli)
        {
            headers.ContentEncoding = "br";
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
