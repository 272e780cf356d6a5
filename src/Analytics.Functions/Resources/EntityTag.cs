using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Analytics.Functions.Resources;

/// <summary>
/// The strong tag of what is answered (RFC 9110, 8.8.3): a hash of it, so that whatever changes it, a release too, changes the tag. A client
/// that has the answer already is told so, and one that changes it can say which it has read.
/// </summary>
internal static class EntityTag
{
    /// <summary>The tag of some bytes, with its quotes.</summary>
    public static string Of(ReadOnlySpan<byte> answer) => $"\"{Convert.ToHexStringLower(SHA256.HashData(answer).AsSpan(0, 16))}\"";

    /// <summary>Writes the tag of an answer. True where <c>If-None-Match</c> names it: the answer is 304 then.</summary>
    public static bool IsKnown(HttpContext context, string tag)
    {
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        bool isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        return isRead && context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(new EntityTagHeaderValue(tag), useStrongComparison: false));
    }

    /// <summary>Whether the request says which version it is about.</summary>
    public static bool IsAsked(HttpRequest request) => request.Headers.IfMatch.Count > 0;

    /// <summary>Whether the version that the request is about is this one; it is about any where it does not say.</summary>
    public static bool Matches(HttpRequest request, string tag) => !IsAsked(request)
        || request.GetTypedHeaders().IfMatch.Any(asked => asked.Equals(EntityTagHeaderValue.Any) || asked.Compare(new EntityTagHeaderValue(tag), useStrongComparison: true));
}
