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
    /// <summary>The hash of the program's key; null for a person. Several keys of an account may have one name.</summary>
    public string? KeyHash { get; init; }

    /// <summary>The login of the person's browser; null for a program.</summary>
    public Login? Login { get; init; }

    /// <summary>Tells callers apart: one key or one person's logins.</summary>
    public string Identity => $"{OwnerId}\n{KeyHash ?? Email ?? Program}";

    /// <summary>Who it is, as people shall read it.</summary>
    public string Name => Email ?? Program ?? OwnerId;

    /// <summary>The one site that they may see; null for every site of the account.</summary>
    public SiteId? OnlySite { get; init; }

    /// <summary>The account of this deployment: every site belongs to it.</summary>
    public const string Deployment = "default";

    /// <summary>The account's site of that id, domain or alias; null where the account has none, or without a name.</summary>
    public async ValueTask<Site?> FindSiteAsync(SiteDirectory sites, string? name, CancellationToken cancellation) =>
        name is not null && await sites.FindAsync(name, cancellation) is { } site && MaySee(site) ? site : null;

    /// <summary>The account's site of that id as it is stored at the moment, also while it is being deleted; null where the account has none.</summary>
    public async Task<Site?> FindStoredSiteAsync(SiteDirectory sites, string? id, CancellationToken cancellation) =>
        SiteId.TryParse(id, out SiteId parsed) && await sites.ReadAsync(parsed, cancellation) is { } site && MaySee(site) ? site : null;

    private bool MaySee(Site site) => site.OwnerId == OwnerId && (OnlySite is not { } only || only == site.Id);

    public bool May(Scopes scope) => (Scopes & scope) != 0 || (Scopes & Scopes.Admin) != 0;
}
