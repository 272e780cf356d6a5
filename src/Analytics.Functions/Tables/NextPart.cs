using Analytics.Functions.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Analytics.Functions.Tables;

/// <summary>Where an answer goes on.</summary>
/// <param name="Value">The offset, page or cursor to ask for.</param>
/// <param name="Address">The address that asks for it; null where a request has more than an address can hold.</param>
internal sealed record NextPart(string Value, string? Address)
{
    /// <summary>The offset, page or cursor of the next part.</summary>
    public const string Header = "x-analytics-next";

    private const int LongestAddress = 2_000;

    /// <summary>The address of a request with another value of a parameter.</summary>
    public static NextPart With(HttpContext context, string parameter, string value) => With(context, context.Request.Path, parameter, value, value);

    /// <summary>The same at another address, where the parameter holds more than what is asked for next.</summary>
    public static NextPart With(HttpContext context, PathString path, string parameter, string held, string value)
    {
        var query = new QueryBuilder(context.Request.Query.Where(asked => !asked.Key.Equals(parameter, StringComparison.OrdinalIgnoreCase)))
        {
            { parameter, held },
        };
        string address = context.Link(path.ToUriComponent()) + query.ToQueryString();
        return new NextPart(value, address.Length > LongestAddress ? null : address);
    }

    /// <summary>Tells it in the headers of an answer (RFC 8288).</summary>
    public void Tell(HttpResponse response)
    {
        response.Headers[Header] = Value;
        if (Address is not null)
        {
            response.Headers.Link = $"<{Address}>; rel=\"next\"";
        }
    }
}
