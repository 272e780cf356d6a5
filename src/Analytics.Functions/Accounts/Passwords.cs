using Analytics.Store.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Analytics.Functions.Accounts;

/// <summary>Hashes passwords slowly and with salt, by ASP.NET Core's own hasher (PBKDF2 with HMAC-SHA-512).</summary>
internal sealed class Passwords
{
    public const int MinLength = 10;
    private static readonly User Nobody = new("", "", "", "", default);
    private readonly PasswordHasher<User> _hasher = new();
    private readonly string _decoy;

    public Passwords() => _decoy = _hasher.HashPassword(Nobody, Guid.Empty.ToString());

    public string Hash(string password) => _hasher.HashPassword(Nobody, password);

    /// <summary>Takes as long for a person who does not exist, so that addresses cannot be probed.</summary>
    public bool Verify(User? user, string password) =>
        _hasher.VerifyHashedPassword(Nobody, user?.PasswordHash ?? _decoy, password) != PasswordVerificationResult.Failed && user is not null;
}
