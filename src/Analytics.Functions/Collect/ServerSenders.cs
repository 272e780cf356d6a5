using System.Net;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;

namespace Analytics.Functions.Collect;

/// <summary>
/// Recognises servers that may report for their visitors at the public routes: those with a key of scope <c>ingest</c>. Without one, a
/// sender's addresses, user agents and times are ignored.
/// </summary>
internal sealed class ServerSenders(Access access, RequestOrigin origin)
{
    /// <summary>What protocols with sentences of their own say to one that is not welcome.</summary>
    public const string Unwelcome = "The key is unknown, or lacks the scope 'ingest': take another, or send no key";

    /// <summary>A sender with a key that does not allow it is not welcome: if the key were ignored, all of its visitors would count as one.</summary>
    public async ValueTask<(bool Welcome, ReportedVisitor? Reported)> FindAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!Access.HasKey(request))
        {
            return (true, null);
        }

        return await access.FindProgramAsync(request, cancellation) is { } caller && caller.May(Scopes.Ingest)
            ? (true, Reported(caller, request))
            : (false, null);
    }

    /// <summary>The visitor as the server's request forwards it: <c>X-Forwarded-For</c> and <c>User-Agent</c>.</summary>
    public ReportedVisitor Reported(Caller caller, HttpRequest request) => new(caller.OwnerId)
    {
        Address = Forwarded(request),
        Sender = origin.Address(request),
        UserAgent = RequestOrigin.UserAgent(request),
        Place = origin.PlaceByHeader(request),
    };

    // The first hop: the holder of the key is trusted, and so is the chain that it passes on. CloudFront and an HTTP API write the server's
    // own address there if it passes on none.
    private static IPAddress? Forwarded(HttpRequest request)
    {
        string first = request.Headers["X-Forwarded-For"].ToString().Split(',', 2)[0];
        return AddressText.TryParseHop(first, out IPAddress? address) && !address.Equals(RequestOrigin.Caller(request)) ? address : null;
    }
}
