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

    /// <summary>Where a person's logins are listed: apart from the person, whom nobody may delete who may delete these.</summary>
    public static string LoginsOf(string email) => "LOGIN#OF#" + KeyText.Escape(email);

    /// <summary>One of a person's logins, listed.</summary>
    public static ItemKey LoginOf(string email, string hash) => new(LoginsOf(email), SignedInPrefix + hash);

    public const string SignedInPrefix = "LOGIN#";

    /// <summary>A browser in which a person has signed in before, by the hash of its secret.</summary>
    public static ItemKey KnownBrowser(string email, string hash) => new(LoginsOf(email), "BROWSER#" + hash);

    /// <summary>Failed sign-ins of one account or one address within a window, by the hash of either.</summary>
    public static ItemKey LoginAttempts(string hash) => new("LOGIN#" + hash, "ATTEMPTS");
}
