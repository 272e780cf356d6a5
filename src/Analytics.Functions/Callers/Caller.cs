using Analytics.Store.Accounts;

namespace Analytics.Functions.Callers;

/// <summary>Who sends a request: a signed-in person or a program with a key.</summary>
/// <param name="OwnerId">The account that they act for.</param>
/// <param name="Scopes">What they may do.</param>
/// <param name="Email">The person; null for a program.</param>
/// <param name="Role">The person's role; null for a program.</param>
/// <param name="Program">What the program's key is called; null for a person.</param>
internal sealed record Caller(string OwnerId, Scopes Scopes, string? Email = null, string? Role = null, string? Program = null)
{
    /// <summary>The account of this deployment: every site belongs to it.</summary>
    public const string Deployment = "default";

    public bool May(Scopes scope) => (Scopes & scope) != 0 || (Scopes & Scopes.Admin) != 0;
}
