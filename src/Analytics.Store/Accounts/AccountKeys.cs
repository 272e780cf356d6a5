using Analytics.Store.Table;

namespace Analytics.Store.Accounts;

/// <summary>People, their keys and their logins.</summary>
internal static class AccountKeys
{
    /// <summary>A person's account, found by address: the one thing they are asked for.</summary>
    public static ItemKey User(string email) => new("USER#" + KeyText.Escape(email), "USER");

    public static ItemKey ApiKey(string hash) => new("KEY#" + hash, "KEY");

    /// <summary>In the owner index: the keys of an account, listed.</summary>
    public static ItemKey ApiKeyByOwner(string ownerId, string hash) => new("KEYS#" + KeyText.Escape(ownerId), hash);

    public static ItemKey Login(string hash) => new("LOGIN#" + hash, "LOGIN");

    /// <summary>Failed sign-ins of one account or one address within a window, by the hash of either.</summary>
    public static ItemKey LoginAttempts(string hash) => new("LOGIN#" + hash, "ATTEMPTS");
}
