namespace Analytics.Store.Accounts;

/// <summary>A key for programs. The secret itself is shown once and never stored.</summary>
/// <param name="Hash">SHA-256 of the secret, lower-case hexadecimal: names the key.</param>
/// <param name="OwnerId">The account that it belongs to.</param>
/// <param name="Name">What people call it; 1 to 100 characters.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record ApiKey(string Hash, string OwnerId, string Name, Scopes Scopes, DateTimeOffset CreatedAt);
