using System.Collections.Concurrent;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;
using Analytics.Store.Table;
using Analytics.Store.Visitors;

namespace Analytics.Engine.Visitors;

/// <summary>
/// Keeps one random salt for each site and local day, and destroys it 25 hours after the day's end: from then on nobody can tell
/// whose a visitor id was, and no new event can be given one.
/// </summary>
/// <param name="client">The database.</param>
/// <param name="table">The table of salts: <see cref="Tables.TableNames.Salts"/>.</param>
/// <param name="clock">The present.</param>
/// <param name="randomBytes">Makes so many random bytes: the system's cryptographic generator, or that of a simulation.</param>
public sealed class SaltStore(IAmazonDynamoDB client, string table, TimeProvider clock, Func<int, byte[]> randomBytes)
{
    private readonly ConcurrentDictionary<(SiteId Site, LocalDay Day), Kept> _known = new();
    private readonly ConcurrentDictionary<SiteId, ErasureSecret> _secrets = new();

    private sealed record Kept(byte[] Salt, DateTimeOffset DestroyAfter);

    /// <summary>The day's salt, made on first use; null where it has been destroyed, or may not be made any more.</summary>
    /// <param name="site">The site.</param>
    /// <param name="day">The local day of the event, which may be over.</param>
    /// <param name="authenticated">Whether the sender holds a key: only then does a day that has been over for long get a salt again, for 48 hours.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(Site site, LocalDay day, bool authenticated, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        DateTimeOffset now = clock.GetUtcNow();
        if (_known.TryGetValue((site.Id, day), out Kept? kept))
        {
            if (kept.DestroyAfter > now)
            {
                return kept.Salt;
            }

            _ = _known.TryRemove((site.Id, day), out _);
        }

        kept = await ReadAsync(site.Id, day, consistent: false, cancellation);
        if (kept is null || kept.DestroyAfter <= now)
        {
            kept = await CreateAsync(site, day, authenticated, now, cancellation);
        }

        if (kept is null || kept.DestroyAfter <= now)
        {
            return null;
        }

        Forget(now);
        _known[(site.Id, day)] = kept;
        return kept.Salt;
    }

    /// <summary>The secret under which a site's erased people are named, made on first use. It lies beside the salts and is never destroyed.</summary>
    internal async ValueTask<ErasureSecret> GetErasureSecretAsync(SiteId site, CancellationToken cancellation)
    {
        if (_secrets.TryGetValue(site, out ErasureSecret? known))
        {
            return known;
        }

        byte[]? secret = await ReadSecretAsync(site, cancellation);
        if (secret is null)
        {
            byte[] made = randomBytes(ErasureSecret.Size);
            try
            {
                _ = await client.PutItemAsync(ErasureCommands.CreateSecret(table, site, made), cancellation);
                secret = made;
            }
            catch (ConditionalCheckFailedException)
            {
                secret = await ReadSecretAsync(site, cancellation);
            }
        }

        return _secrets[site] = new ErasureSecret(secret ?? throw new InvalidOperationException("The secret of erasures is gone."), site);
    }

    private async Task<byte[]?> ReadSecretAsync(SiteId site, CancellationToken cancellation) =>
        await client.GetItemAsync(ErasureCommands.GetSecret(table, site), cancellation) is { Item.Count: > 0 } found ? found.Item[Names.Salt].B.ToArray() : null;

    /// <summary>Destroys every salt whose time has come, and says how many. Run it often; a late run destroys the late ones too.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="tell">Called for every salt, before it is destroyed, with how late that is.</param>
    public async Task<int> DestroyExpiredAsync(CancellationToken cancellation, Action<TimeSpan>? tell = null)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Forget(now);
        int destroyed = 0;
        Dictionary<string, AttributeValue>? after = null;
        do
        {
            ScanResponse page = await client.ScanAsync(SaltItem.ScanKeys(table, after), cancellation);
            foreach (Dictionary<string, AttributeValue> item in (page.Items ?? []).Where(i => SaltItem.DestroyAfter(i) <= now))
            {
                tell?.Invoke(now - SaltItem.DestroyAfter(item));
                _ = await client.DeleteItemAsync(SaltItem.Delete(table, item), cancellation);
                destroyed++;
            }

            after = page.LastEvaluatedKey;
        }
        while (after is { Count: > 0 });
        return destroyed;
    }

    /// <summary>Destroys all salts of a site that is deleted, and the secret of its erasures. Returns how many they were.</summary>
    internal async Task<int> DestroyAllAsync(SiteId site, CancellationToken cancellation)
    {
        int destroyed = 0;
        QueryRequest request = SaltItem.Keys(table, site);
        do
        {
            QueryResponse page = await client.QueryAsync(request, cancellation);
            foreach (Dictionary<string, AttributeValue> item in page.Items ?? [])
            {
                _ = await client.DeleteItemAsync(SaltItem.Delete(table, item), cancellation);
                destroyed++;
            }

            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        _ = _secrets.TryRemove(site, out _);
        foreach ((SiteId Site, LocalDay Day) key in _known.Keys.Where(key => key.Site == site))
        {
            _ = _known.TryRemove(key, out _);
        }

        return destroyed;
    }

    private async Task<Kept?> ReadAsync(SiteId site, LocalDay day, bool consistent, CancellationToken cancellation)
    {
        GetItemResponse response = await client.GetItemAsync(SaltItem.Get(table, site, day, consistent), cancellation);
        if (response is not { Item.Count: > 0 })
        {
            return null;
        }

        (byte[] salt, DateTimeOffset destroyAfter) = SaltItem.Read(response.Item);
        return new Kept(salt, destroyAfter);
    }

    private async Task<Kept?> CreateAsync(Site site, LocalDay day, bool authenticated, DateTimeOffset now, CancellationToken cancellation)
    {
        DateTimeOffset destroyAfter = site.Calendar.EndOf(day) + SaltItem.KeepAfterDay;
        if (destroyAfter <= now)
        {
            if (!authenticated)
            {
                return null;
            }

            destroyAfter = now + SaltItem.KeepPastDay;
        }

        byte[] salt = randomBytes(SaltItem.Size);
        try
        {
            _ = await client.PutItemAsync(SaltItem.Create(table, site.Id, day, salt, destroyAfter, now), cancellation);
            return new Kept(salt, destroyAfter);
        }
        catch (ConditionalCheckFailedException)
        {
            return await ReadAsync(site.Id, day, consistent: true, cancellation);
        }
    }

    // What is destroyed in the table may not live on in memory.
    private void Forget(DateTimeOffset now)
    {
        foreach ((var key, Kept kept) in _known)
        {
            if (kept.DestroyAfter <= now)
            {
                _ = _known.TryRemove(key, out _);
            }
        }
    }
}
