using Analytics.Engine.Sites;
using Analytics.Store.Accounts;
using Analytics.Store.Sites;

namespace Analytics.Functions.Callers;

/// <summary>The sender of a request: a signed-in person or a program with a key.</summary>
/// <param name="OwnerId">The account that they act for.</param>
/// <param name="Scopes">What they may do.</param>
/// <param name="Email">The person; null for a program.</param>
/// <param name="Role">The person's role; null for a program.</param>
/// <param name="Program">What the program's key is called; null for a person.</param>
internal sealed record Caller(string OwnerId, Scopes Scopes, string? Email = null, string? Role = null, string? Program = null)
{
    /// <summary>The account of this deployment: every site belongs to it.</summary>
    public const string Deployment = "default";

    /// <summary>The account's site of that id, domain or alias; null where the account has none, or without a name.</summary>
    public async ValueTask<Site?> FindSiteAsync(SiteDirectory sites, string? name, CancellationToken cancellation) =>
        name is not null && await sites.FindAsync(name, cancellation) is { } site && site.OwnerId == OwnerId ? site : null;

    public bool May(Scopes scope) => (Scopes & scope) != 0 || (Scopes & Scopes.Admin) != 0;
}
