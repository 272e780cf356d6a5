using System.Net;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;

namespace Analytics.Functions.Collect;

/// <summary>
/// Tells a server that may speak for its visitors from anybody else at the public routes. Only a key of scope <c>ingest</c> makes the
/// difference: without one, what a sender says of addresses, user agents and times is not heard.
/// </summary>
internal sealed class ServerSenders(Access access, RequestOrigin origin)
{
    /// <summary>Not welcome is who sends a key that does not allow it: silence would book all of its visitors as one.</summary>
    public async ValueTask<(bool Welcome, ToldVisitor? Told)> FindAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!Access.HasKey(request))
        {
            return (true, null);
        }

        return await access.FindProgramAsync(request, cancellation) is { } caller && caller.May(Scopes.Ingest)
            ? (true, Told(caller, request))
            : (false, null);
    }

    /// <summary>The visitor as the server's request forwards it: <c>X-Forwarded-For</c> and <c>User-Agent</c>.</summary>
    public ToldVisitor Told(Caller caller, HttpRequest request) => new(caller.OwnerId)
    {
        Address = Forwarded(request) ?? origin.Address(request),
        UserAgent = RequestOrigin.UserAgent(request),
    };

    // The first hop: whoever has the key is believed, and so is the chain that it passes on.
    private static IPAddress? Forwarded(HttpRequest request)
    {
        string first = request.Headers["X-Forwarded-For"].ToString().Split(',', 2)[0];
        return AddressText.TryParseHop(first, out IPAddress? address) ? address : null;
    }
}
