namespace Analytics.Store.Accounts;

/// <summary>A signed-in browser.</summary>
/// <param name="Hash">SHA-256 of the cookie's secret, lower-case hexadecimal.</param>
/// <param name="Email">Who signed in.</param>
/// <param name="OwnerId">The account that they belong to.</param>
/// <param name="Role">Their role.</param>
/// <param name="ExpiresAt">When they must sign in again.</param>
public sealed record Login(string Hash, string Email, string OwnerId, string Role, DateTimeOffset ExpiresAt)
{
    /// <summary>When they signed in.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Browser and system by name, as their user agent says: <c>Firefox, Windows</c>; null where it says neither.</summary>
    public string? Client { get; init; }
}
