using System.Security.Cryptography;
using System.Text;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;
using Analytics.Engine.Visitors;
using Analytics.Store.Accounts;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Engine.Accounts;

/// <summary>Keeps people and the keys of programs. Secrets are made here, shown once and stored as hashes.</summary>
public sealed class AccountStore(EventsTable table, SaltStore salts)
{
    // Attempts are counted by client address too: under a salt of the day that is destroyed like a site's, so that no address can be
    // found again from what is stored.
    private static readonly Site SignIn = new()
    {
        Id = SiteId.Parse(".sign-in"),
        Name = "Sign-in",
        Domains = [],
        OwnerId = "",
        CreatedAt = default,
        UpdatedAt = default,
    };

    /// <summary>Attempts to sign in within <see cref="AttemptWindow"/>, per person and per address.</summary>
    public const int MaxAttempts = 10;

    /// <summary>How long attempts are counted, from the first.</summary>
    public static readonly TimeSpan AttemptWindow = TimeSpan.FromMinutes(10);

    /// <summary>The person with this address, in any case; null where there is none.</summary>
    public async Task<User?> FindUserAsync(string email, CancellationToken cancellation)
    {
        GetItemResponse response = await table.Client.GetItemAsync(AccountCommands.GetUser(table.Name, Normalize(email)), cancellation);
        return response is { Item.Count: > 0 } ? AccountItems.ReadUser(response.Item) : null;
    }

    /// <summary>Makes a person; false where there is one with the address.</summary>
    public async Task<bool> CreateUserAsync(string email, string ownerId, string passwordHash, string role, CancellationToken cancellation)
    {
        try
        {
            var user = new User(Normalize(email), ownerId, passwordHash, role, table.Clock.GetUtcNow());
            _ = await table.Client.PutItemAsync(AccountCommands.CreateUser(table.Name, user), cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>Gives a person another hash of the same password; without effect where the password was changed meanwhile.</summary>
    public async Task RehashAsync(User user, string passwordHash, CancellationToken cancellation) => _ = await ReplaceAsync(user, user with { PasswordHash = passwordHash }, cancellation);

    /// <summary>Gives a person another password. Every login that began before is over.</summary>
    /// <returns>False where it was changed meanwhile.</returns>
    public async Task<bool> ChangePasswordAsync(User user, string passwordHash, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(user);
        return await ReplaceAsync(user, user with { PasswordHash = passwordHash, LoginsFrom = table.Clock.GetUtcNow().AsStored() }, cancellation);
    }

    private async Task<bool> ReplaceAsync(User user, User changed, CancellationToken cancellation)
    {
        try
        {
            _ = await table.Client.PutItemAsync(AccountCommands.ReplaceUser(table.Name, changed, user.PasswordHash), cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>
    /// Counts an attempt to sign in before it is made. Null where it may be made; else how long to wait. Holds across instances.
    /// </summary>
    /// <param name="who">The person's address, or the client's: kept as a hash, for ten minutes.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<TimeSpan?> CountAttemptAsync(string who, CancellationToken cancellation)
    {
        while (true)
        {
            DateTimeOffset now = table.Clock.GetUtcNow();
            string hash = await HashOfAttemptsAsync(who, now, cancellation);
            try
            {
                _ = await table.Client.UpdateItemAsync(AccountCommands.CountAttempt(table.Name, hash, MaxAttempts, now, now + AttemptWindow), cancellation);
                return null;
            }
            catch (ConditionalCheckFailedException used)
            {
                TimeSpan wait = (used.Item?.RequiredInstant(Names.ExpiresAt) ?? now) - now;
                if (wait > TimeSpan.Zero)
                {
                    return wait;
                }
            }

            await ForgetAttemptsAsync(who, cancellation); // the window is over, DynamoDB has only not deleted it yet
        }
    }

    /// <summary>Begins a new window, after a successful sign-in.</summary>
    public async Task ForgetAttemptsAsync(string who, CancellationToken cancellation) =>
        _ = await table.Client.DeleteItemAsync(AccountCommands.ForgetAttempts(table.Name, await HashOfAttemptsAsync(who, table.Clock.GetUtcNow(), cancellation)), cancellation);

    /// <summary>Makes a key and answers its secret, which cannot be read again.</summary>
    public async Task<(string Secret, ApiKey Key)> CreateKeyAsync(string ownerId, string name, Scopes scopes, CancellationToken cancellation)
    {
        string secret = "ak_" + NewSecret();
        var key = new ApiKey(Hash(secret), ownerId, name, scopes, table.Clock.GetUtcNow().AsStored());
        _ = await table.Client.PutItemAsync(AccountCommands.CreateKey(table.Name, key), cancellation);
        return (secret, key);
    }

    /// <summary>The key of a secret; null where there is none.</summary>
    public async Task<ApiKey?> FindKeyAsync(string secret, CancellationToken cancellation)
    {
        GetItemResponse response = await table.Client.GetItemAsync(AccountCommands.GetKey(table.Name, Hash(secret)), cancellation);
        return response is { Item.Count: > 0 } ? AccountItems.ReadKey(response.Item) : null;
    }

    /// <summary>An account's keys, by hash.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListKeysAsync(string ownerId, CancellationToken cancellation)
    {
        List<ApiKey> keys = [];
        QueryRequest request = AccountCommands.ListKeys(table.Name, ownerId);
        do
        {
            QueryResponse page = await table.Client.QueryAsync(request, cancellation);
            keys.AddRange((page.Items ?? []).Select(AccountItems.ReadKey));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return keys;
    }

    /// <summary>Ends a key; false where the account has none of that hash.</summary>
    public async Task<bool> DeleteKeyAsync(string ownerId, string hash, CancellationToken cancellation)
    {
        try
        {
            _ = await table.Client.DeleteItemAsync(AccountCommands.DeleteKey(table.Name, hash, ownerId), cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>SHA-256, lower-case hexadecimal: secrets are long and random, so no slow hash is needed.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private async Task<string> HashOfAttemptsAsync(string who, DateTimeOffset now, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte>? salt = await salts.GetAsync(SignIn, SignIn.Calendar.DayOf(now), authenticated: false, cancellation);
        return Convert.ToHexStringLower(HMACSHA256.HashData(
            (salt ?? throw new InvalidOperationException("Today's salt is destroyed.")).Span,
            Encoding.UTF8.GetBytes(Normalize(who))));
    }

    internal static string Normalize(string email) => email.Trim().ToLowerInvariant();

    internal static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
