namespace Analytics.Store.Accounts;

/// <summary>A person who may sign in.</summary>
/// <param name="Email">Lower case; at most 200 characters. Found by it.</param>
/// <param name="OwnerId">The account that they belong to: the owner of its sites.</param>
/// <param name="PasswordHash">A salted, slow hash; never the password.</param>
/// <param name="Role"><c>owner</c> so far.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record User(string Email, string OwnerId, string PasswordHash, string Role, DateTimeOffset CreatedAt)
{
    /// <summary>Logins that began before are over: their password was changed. Null where it never was.</summary>
    public DateTimeOffset? LoginsFrom { get; init; }

    /// <summary>Nothing that may not be logged.</summary>
    public override string ToString() => nameof(User);
}
