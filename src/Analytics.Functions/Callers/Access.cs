using System.Security.Cryptography;
using System.Text;
using Analytics.Engine.Accounts;
using Analytics.Engine.Sites;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Sites;

namespace Analytics.Functions.Callers;

/// <summary>
/// Closed by default: a route answers only if it says that it is public, or which scope it takes. A key comes as
/// <c>Authorization: Bearer KEY</c>; a person's login as a cookie, which alone never changes anything from another site's page.
/// </summary>
internal sealed class Access(AccountStore accounts, LoginStore logins, SiteDirectory sites, Tickets tickets, RequestLimits limits, string? bootstrapKey, TimeProvider clock)
{
    public const string Cookie = "analytics_login";

    private static readonly TimeSpan Remember = TimeSpan.FromSeconds(30);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, (Caller? Caller, DateTimeOffset Until)> _keys = new(StringComparer.Ordinal);
    private readonly byte[]? _bootstrap = bootstrapKey is null ? null : Encoding.UTF8.GetBytes(AccountStore.Hash(bootstrapKey));

    /// <summary>What a route says about who may use it.</summary>
    internal sealed record Rule(Scopes Scope)
    {
        public static Rule Public { get; } = new(Scopes.None);

        /// <summary>Takes no scope, because none is enough.</summary>
        public static Rule Internal { get; } = new(Scopes.None) { IsInternal = true };

        /// <summary>Only the host itself may use it: see <see cref="InternalEvent"/>.</summary>
        public bool IsInternal { get; private init; }
    }

    /// <summary>Marks the routes whose clients carry the key elsewhere, if not as <c>Bearer</c>.</summary>
    /// <param name="Find">The key; null where there is none.</param>
    internal sealed record OtherKey(Func<HttpRequest, string?> Find);

    /// <summary>Marks the routes that take a ticket of <see cref="Tickets"/> in the place of other credentials.</summary>
    internal sealed record TakesTickets;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            await Problem.NoAddress.ExecuteAsync(context);
            return;
        }

        if (endpoint is not RouteEndpoint)
        {
            if (context.Request.Path.StartsWithSegments("/internal"))
            {
                await Problem.NoAddress.ExecuteAsync(context); // what is for the host alone is not there, whatever the method
                return;
            }

            // Routing's own: it says in Allow which methods the address takes.
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status405MethodNotAllowed })
            {
                await Problem.WrongMethod(context.Response.Headers.Allow.ToString()).ExecuteAsync(context);
            }

            return;
        }

        Rule? rule = endpoint.Metadata.GetMetadata<Rule>();
        if ((rule?.IsInternal ?? false) != (context.Features.Get<InternalEvent>() is not null))
        {
            // HTTP reaches no internal route, and an internal event reaches no other: as if there were no such address.
            await Problem.NoAddress.ExecuteAsync(context);
            return;
        }

        // The caller of a public route is not looked up: made-up keys must not cost a read each.
        AskedWithin? within = context.Features.Get<AskedWithin>();
        Caller? caller = rule is null or { Scope: Scopes.None } ? null : within?.Caller ?? await FindAsync(context.Request, endpoint, context.RequestAborted);
        context.Features.Set(caller);
        Problem? refusal = rule switch
        {
            { Scope: Scopes.None } => null,
            null => Problem.NoAddress,
            _ when caller is null => HasKey(context.Request) ? Problem.UnknownKey : Problem.Unauthorized,
            _ when !caller.May(rule.Scope) => new Problem("Not allowed", StatusCodes.Status403Forbidden, $"This needs a key or a login with the scope '{rule.Scope.ToString().ToLowerInvariant()}'."),
            _ => rule.Scope == Scopes.Ingest || within is not null ? null : limits.Refuse(caller, context.Response),
        };
        if (refusal is null && endpoint.Metadata.GetMetadata<OwnSite.Wanted>() is not null)
        {
            (Site? site, refusal) = await FindSiteAsync(context, endpoint);
            context.Features.Set(site is null ? null : new OwnSite(site));
        }

        if (refusal is not null)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        KnownParameters? parameters = endpoint.Metadata.GetMetadata<KnownParameters>() ?? (rule is { Scope: not Scopes.None } ? KnownParameters.None : null);
        if ((parameters is null || await parameters.AdmitAsync(context)) && await FormRoutes.AdmitAsync(context)
            && (endpoint.Metadata.GetMetadata<NoBody>() is null || await NoBody.AdmitAsync(context)))
        {
            await next(context);
        }
    }

    // A site that is being deleted is known by its id alone: its other names are free.
    private async Task<(Site? Site, Problem? Refusal)> FindSiteAsync(HttpContext context, Endpoint endpoint)
    {
        Caller caller = context.Caller();
        string? name = context.Request.RouteValues["id"] as string;
        Site? site = await caller.FindSiteAsync(sites, name, context.RequestAborted);
        bool seesDeleted = endpoint.Metadata.GetMetadata<OwnSite.DeletedToo>() is not null;
        if (site is not null && !seesDeleted)
        {
            return (site, null);
        }

        Site? stored = await caller.FindStoredSiteAsync(sites, site?.Id.Value ?? name, context.RequestAborted);
        return stored is null ? (null, Problem.NotFound("site"))
            : seesDeleted || stored.DeletedAt is null ? (stored, null)
            : (null, Problem.BeingDeleted(stored.Id.Value));
    }

    /// <summary>
    /// The program whose key a request to a public route carries; null without a key and for an unknown one. Some public routes take more
    /// from a sender with a key.
    /// </summary>
    public async ValueTask<Caller?> FindProgramAsync(HttpRequest request, CancellationToken cancellation) =>
        Bearer(request) is { } secret ? await ByKeyAsync(secret, cancellation) : null;

    /// <summary>Whether the request carries a key, known or not.</summary>
    public static bool HasKey(HttpRequest request) => Bearer(request) is not null;

    /// <summary>The caller of a request; null without valid credentials.</summary>
    private async ValueTask<Caller?> FindAsync(HttpRequest request, Endpoint endpoint, CancellationToken cancellation)
    {
        if (endpoint.Metadata.GetMetadata<TakesTickets>() is not null && request.Query[Tickets.Parameter] is [{ Length: > 0 } ticket])
        {
            return tickets.Take(ticket);
        }

        if (Bearer(request) is { } secret)
        {
            return await ByKeyAsync(secret, cancellation);
        }

        return request.Cookies.TryGetValue(Cookie, out string? cookie) && cookie is { Length: > 0 and <= 200 } && IsOwnPage(request)
            && await logins.FindAsync(cookie, cancellation) is { } login
            ? new Caller(login.OwnerId, Scopes.All, login.Email, login.Role) { Login = login }
            : null;
    }

    private async ValueTask<Caller?> ByKeyAsync(string secret, CancellationToken cancellation)
    {
        string hash = AccountStore.Hash(secret);
        if (_bootstrap is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(hash), _bootstrap))
        {
            return new Caller(Caller.Deployment, Scopes.All, Program: "bootstrap key");
        }

        DateTimeOffset now = clock.GetUtcNow();
        if (_keys.TryGetValue(hash, out (Caller? Caller, DateTimeOffset Until) known) && known.Until > now)
        {
            return known.Caller;
        }

        ApiKey? key = await accounts.FindKeyAsync(secret, cancellation);
        Caller? caller = key is null ? null : new Caller(key.OwnerId, key.Scopes, Program: key.Name) { KeyHash = hash };
        if (_keys.Count > 1000)
        {
            _keys.Clear();
        }

        _keys[hash] = (caller, now + Remember);
        return caller;
    }

    /// <summary>Forgets a key that was deleted here.</summary>
    public void Forget(string hash) => _keys.TryRemove(hash, out _);

    private static string? Bearer(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        return header is { Length: > 7 and <= 500 } && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim()
            : request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<OtherKey>()?.Find(request) is { Length: > 0 and <= 500 } other ? other
            : null;
    }

    // SameSite=Strict already keeps the cookie from other sites' pages. This also holds for browsers without it, and for sibling hosts.
    private static bool IsOwnPage(HttpRequest request)
    {
        // A WebSocket is opened with GET, by any page of any site, and its answers can be read by that page.
        bool opensSocket = request.Headers.Upgrade.Count > 0;
        if (!opensSocket && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            return true;
        }

        // Sec-Fetch-Site goes first: no page can write it, and behind a distribution Host is not what the browser asked for.
        string? origin = request.Headers.Origin;
        return request.Headers["Sec-Fetch-Site"] switch
        {
            ["same-origin"] => true,
            ["none"] => origin is null,
            [] => origin is null
                || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)),
            _ => false,
        };
    }
}
