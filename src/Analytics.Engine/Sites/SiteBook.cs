using System.Globalization;
using System.Security.Cryptography;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;
using Analytics.Store;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Ranges;
using Analytics.Store.Sites;

namespace Analytics.Engine.Sites;

/// <summary>
/// Lists, makes and changes the sites of an account. The directory learns of each change at once. Safe for concurrent use.
/// </summary>
public sealed class SiteBook(EventsTable table, SiteDirectory sites)
{
    private readonly AnalyticsStore _store = new(new AnalyticsStoreOptions { TableName = table.Name });

    /// <summary>All sites of an account, those included that are being deleted, in the order of their names.</summary>
    public async Task<IReadOnlyList<Site>> ReadAllAsync(string ownerId, CancellationToken cancellation)
    {
        List<Site> all = [];
        string? next = null;
        do
        {
            ResultPage<Site> page = await ReadPageAsync(_store.ListSitesByOwnerCommand(ownerId, next), cancellation).ConfigureAwait(false);
            all.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        return [.. all.OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Some sites of an account, those included that are being deleted, in the order of their ids.</summary>
    /// <param name="ownerId">The account.</param>
    /// <param name="after">Where the page before ended; null for the first page.</param>
    /// <param name="most">The most sites of the page.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AnalyticsInputException"><paramref name="after"/> is nothing that a page ends with.</exception>
    public Task<ResultPage<Site>> ReadPageAsync(string ownerId, string? after, int most, CancellationToken cancellation)
    {
        QueryRequest list = _store.ListSitesByOwnerCommand(ownerId, after);
        list.Limit = most;
        return ReadPageAsync(list, cancellation);
    }

    /// <summary>A new site of an account, to be filled in.</summary>
    public Draft<Site> Draft(string ownerId)
    {
        DateTimeOffset now = table.Clock.GetUtcNow().AsStored();
        return new Draft<Site>(null, new Site
        {
            Id = SiteId.Parse(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))),
            Name = "",
            Domains = [],
            Calendar = SiteCalendar.Utc,
            OwnerId = ownerId,
            CreatedAt = now,
            UpdatedAt = now,
        });
    }

    /// <summary>The site as it is now, to be edited; null where it is gone or being deleted.</summary>
    public async Task<Draft<Site>?> DraftAsync(SiteId id, CancellationToken cancellation) =>
        AnalyticsStore.ReadSite(await table.Client.GetItemAsync(_store.GetSiteCommand(id.Value), cancellation).ConfigureAwait(false)) is { DeletedAt: null } before
            ? new Draft<Site>(before, before with { UpdatedAt = table.Clock.GetUtcNow().ChangeAfter(before.UpdatedAt) })
            : null;

    /// <summary>Stores an edited site and claims its domains and aliases.</summary>
    /// <param name="draft">What was edited.</param>
    /// <param name="edited">What it becomes.</param>
    /// <param name="known">Faults that were found in it before: it is not stored then, and they are reported with those found here.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<SaveOutcome<Site>> SaveAsync(Draft<Site> draft, Site edited, IEnumerable<InputFault> known, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(edited);
        edited = draft.Before is null ? edited : FormerDomain.Over(draft.Before, edited);
        List<InputFault> faults = [.. known];
        TransactWriteItemsRequest? request = ConditionalSave.Check(
            faults, () => draft.Before is { } before ? _store.UpdateSiteCommand(before, edited) : _store.CreateSiteCommand(edited));
        if (request is null || faults.Count > 0)
        {
            return new SaveOutcome<Site>.Invalid(faults);
        }

        try
        {
            _ = await table.Client.TransactWriteItemsAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (TransactionCanceledException cancelled)
        {
            InputFault[] taken = [.. TakenNames(cancelled, draft.Before, edited)];
            return taken.Length > 0 ? new SaveOutcome<Site>.Taken(taken) : new SaveOutcome<Site>.Changed();
        }

        sites.Forget(edited);
        return new SaveOutcome<Site>.Saved(edited);
    }

    private async Task<ResultPage<Site>> ReadPageAsync(QueryRequest list, CancellationToken cancellation) =>
        AnalyticsStore.ReadSites(await table.Client.QueryAsync(list, cancellation).ConfigureAwait(false));

    // The request puts the site first and then a claim for each new name, domains before aliases: see CreateSite and UpdateSite.
    private static IEnumerable<InputFault> TakenNames(TransactionCanceledException cancelled, Site? before, Site edited)
    {
        string[] claimed = before is null ? [] : [.. before.Domains, .. before.Aliases];
        IEnumerable<(string Field, string Name)> claims =
        [
            .. edited.Domains.Except(claimed).Select(name => ("domains", name)),
            .. edited.Aliases.Except(claimed).Select(name => ("aliases", name)),
        ];
        return claims.Zip((cancelled.CancellationReasons ?? []).Skip(1))
            .Where(claim => claim.Second.Code == "ConditionalCheckFailed")
            .Select(claim => new InputFault(claim.First.Field, Taken(claim.First.Name, claim.Second.Item)));
    }

    private static string Taken(string name, Dictionary<string, AttributeValue>? claim) =>
        claim is { Count: > 0 } && HostClaim.Read(claim).HeardUntil is { } until
            ? string.Create(CultureInfo.InvariantCulture, $"'{name}' was given up by another site and is heard for it until {until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}: take it after that")
            : $"'{name}' belongs to another site";
}
