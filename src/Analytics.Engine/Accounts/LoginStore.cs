using System.Collections.Concurrent;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Calendars;

namespace Analytics.Engine.Accounts;

/// <summary>Keeps who is signed in where, and in which browsers somebody has signed in before. Secrets are stored as hashes.</summary>
public sealed class LoginStore(EventsTable table, AccountStore accounts)
{
    /// <summary>How long a browser stays signed in.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <summary>How long it is remembered that somebody has signed in with a browser.</summary>
    public static readonly TimeSpan BrowserLifetime = TimeSpan.FromDays(180);

    /// <summary>A changed password has ended every login within this time, in every process.</summary>
    public static readonly TimeSpan Remember = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (DateTimeOffset? LoginsFrom, DateTimeOffset Until)> _people = new(StringComparer.Ordinal);

    /// <summary>Signs a person in and answers the secret for their browser.</summary>
    /// <param name="user">Who.</param>
    /// <param name="began">When they were read: a password that was changed since ends the login, too.</param>
    /// <param name="client">Browser and system by name.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<(string Secret, Login Login)> CreateAsync(User user, DateTimeOffset began, string? client, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(user);
        string secret = AccountStore.NewSecret();
        var login = new Login(AccountStore.Hash(secret), user.Email, user.OwnerId, user.Role, began.AsStored() + Lifetime) { CreatedAt = began.AsStored(), Client = client };
        _ = await table.Client.TransactWriteItemsAsync(AccountCommands.CreateLogin(table.Name, login), cancellation);
        return (secret, login);
    }

    /// <summary>The login of a browser's secret; null where there is none or it is over.</summary>
    public async Task<Login?> FindAsync(string secret, CancellationToken cancellation)
    {
        GetItemResponse response = await table.Client.GetItemAsync(AccountCommands.GetLogin(table.Name, AccountStore.Hash(secret)), cancellation);
        return response is { Item.Count: > 0 } && AccountItems.ReadLogin(response.Item) is var login && login.ExpiresAt > table.Clock.GetUtcNow()
            && await HoldsAsync(login, cancellation)
            ? login
            : null;
    }

    /// <summary>A person's logins that are not over, the newest first.</summary>
    public async Task<IReadOnlyList<Login>> ListAsync(string email, CancellationToken cancellation)
    {
        List<Login> logins = [];
        QueryRequest request = AccountCommands.ListLogins(table.Name, AccountStore.Normalize(email));
        do
        {
            QueryResponse page = await table.Client.QueryAsync(request, cancellation);
            logins.AddRange((page.Items ?? []).Select(AccountItems.ReadListed));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        DateTimeOffset? from = (await accounts.FindUserAsync(email, cancellation))?.LoginsFrom;
        return [.. logins.Where(login => login.ExpiresAt > table.Clock.GetUtcNow() && !(login.CreatedAt < from)).OrderByDescending(login => login.CreatedAt)];
    }

    /// <summary>Signs a browser out.</summary>
    public async Task EndAsync(Login login, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(login);
        _ = await table.Client.TransactWriteItemsAsync(AccountCommands.DeleteLogin(table.Name, login.Email, login.Hash), cancellation);
    }

    /// <summary>Forgets what this process remembers of a person whose password was just changed here.</summary>
    public void Forget(string email) => _people.TryRemove(AccountStore.Normalize(email), out _);

    /// <summary>Remembers that somebody has signed in with a browser, and answers the secret by which it is known again.</summary>
    public async Task<string> RememberBrowserAsync(string email, CancellationToken cancellation)
    {
        string secret = AccountStore.NewSecret();
        _ = await table.Client.PutItemAsync(
            AccountCommands.RememberBrowser(table.Name, AccountStore.Normalize(email), AccountStore.Hash(secret), table.Clock.GetUtcNow() + BrowserLifetime), cancellation);
        return secret;
    }

    /// <summary>Whether that person has signed in with the browser before.</summary>
    public async Task<bool> KnowsBrowserAsync(string email, string secret, CancellationToken cancellation)
    {
        GetItemResponse response = await table.Client.GetItemAsync(
            AccountCommands.GetBrowser(table.Name, AccountStore.Normalize(email), AccountStore.Hash(secret)), cancellation);
        return response is { Item.Count: > 0 } && AccountItems.ReadBrowser(response.Item) > table.Clock.GetUtcNow();
    }

    // Whether the person is still there, and has had their password since. Asked at every request of a dashboard, so remembered a moment.
    private async Task<bool> HoldsAsync(Login login, CancellationToken cancellation)
    {
        DateTimeOffset now = table.Clock.GetUtcNow();
        if (!_people.TryGetValue(login.Email, out (DateTimeOffset? LoginsFrom, DateTimeOffset Until) known) || known.Until <= now)
        {
            User? user = await accounts.FindUserAsync(login.Email, cancellation);
            if (_people.Count > 1000)
            {
                _people.Clear();
            }

            _people[login.Email] = known = (user is null ? DateTimeOffset.MaxValue : user.LoginsFrom, now + Remember);
        }

        return !(login.CreatedAt < known.LoginsFrom);
    }
}
