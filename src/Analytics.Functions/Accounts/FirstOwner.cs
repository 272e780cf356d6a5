using System.Security.Cryptography;
using Analytics.Engine.Accounts;
using Analytics.Functions.Callers;
using Analytics.Store.Accounts;

namespace Analytics.Functions.Accounts;

/// <summary>Makes the first owner's account at start-up, with the configured password or with one that is shown once.</summary>
internal sealed class FirstOwner(AccountStore accounts, Passwords passwords)
{
    /// <summary>Makes the account where there is none of that address. One that there is keeps its password.</summary>
    public async Task EnsureMadeAsync(string email, string password, CancellationToken cancellation)
    {
        if (await accounts.FindUserAsync(email, cancellation) is null)
        {
            _ = await accounts.CreateUserAsync(email, Caller.Deployment, passwords.Hash(password), "owner", cancellation);
        }
    }

    /// <summary>The password that was made up and must be shown now or never; null where none was made.</summary>
    public async Task<string?> EnsureAsync(string email, string? password, CancellationToken cancellation)
    {
        User? user = await accounts.FindUserAsync(email, cancellation);
        if (user is not null)
        {
            if (password is not null && !passwords.Verify(user, password, out _))
            {
                _ = await accounts.ChangePasswordAsync(user, passwords.Hash(password), cancellation);
            }

            return null;
        }

        string chosen = password ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        bool made = await accounts.CreateUserAsync(email, Caller.Deployment, passwords.Hash(chosen), "owner", cancellation);
        return made && password is null ? chosen : null;
    }
}
