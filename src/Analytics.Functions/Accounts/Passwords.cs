using Analytics.Store.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Analytics.Functions.Accounts;

/// <summary>Hashes passwords slowly and with salt, by ASP.NET Core's own hasher (PBKDF2 with HMAC-SHA-512).</summary>
internal sealed class Passwords
{
    public const int MinLength = 10;
    public const int MaxLength = 200;
    private const int Rounds = 210_000; // OWASP's figure for PBKDF2 with HMAC-SHA-512
    private static readonly User Nobody = new("", "", "", "", default);
    private readonly PasswordHasher<User> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private readonly Lazy<string> _decoy;

    public Passwords() => _decoy = new(() => _hasher.HashPassword(Nobody, Guid.Empty.ToString()));

    public string Hash(string password) => _hasher.HashPassword(Nobody, password);

    /// <summary>Takes as long for a person who does not exist, so that addresses cannot be probed.</summary>
    /// <param name="user">The person; null where there is none.</param>
    /// <param name="password">What was given.</param>
    /// <param name="isOld">Whether it is hashed with fewer rounds than today: then it is worth hashing again.</param>
    public bool Verify(User? user, string password, out bool isOld)
    {
        PasswordVerificationResult result = _hasher.VerifyHashedPassword(Nobody, user?.PasswordHash ?? _decoy.Value, password);
        isOld = result == PasswordVerificationResult.SuccessRehashNeeded;
        return result != PasswordVerificationResult.Failed && user is not null;
    }

    /// <summary>What is wrong with a new password; null where it can be used.</summary>
    public static string? ProblemOf(string? password, string email) =>
        password is not { Length: >= MinLength and <= MaxLength } ? $"must be {MinLength} to {MaxLength} characters"
        : password.Distinct().Count() < 5 ? "must have five different characters or more"
        : password.Equals(email, StringComparison.OrdinalIgnoreCase) || password.Equals(email.Split('@')[0], StringComparison.OrdinalIgnoreCase) ? "must not be your name"
        : null;
}
