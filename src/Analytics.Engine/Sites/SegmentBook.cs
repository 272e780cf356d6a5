using System.Security.Cryptography;
using Analytics.Engine.Tables;
using Analytics.Store;
using Analytics.Store.Calendars;
using Analytics.Store.Segments;
using Analytics.Store.Sites;

namespace Analytics.Engine.Sites;

/// <summary>Lists, makes, changes and deletes a site's saved segments. Reads are consistent. Safe for concurrent use.</summary>
public sealed class SegmentBook(EventsTable table, TermsReader terms)
{
    /// <summary>The most segments of a site.</summary>
    public const int Most = 1_000;

    private readonly AnalyticsStore _store = new(new AnalyticsStoreOptions { TableName = table.Name });

    /// <summary>All segments, in the order of their names.</summary>
    public Task<IReadOnlyList<Segment>> ReadAllAsync(Site site, CancellationToken cancellation) => terms.ReadSegmentsAsync(site, cancellation);

    /// <summary>The segment of that id; null where there is none, or nothing can have that id.</summary>
    public async Task<Segment?> FindAsync(Site site, string id, CancellationToken cancellation) =>
        SegmentId.TryParse(id, out SegmentId named)
            ? (await terms.ReadSegmentsAsync(site, cancellation).ConfigureAwait(false)).FirstOrDefault(s => s.Id == named)
            : null;

    /// <summary>A new segment to be filled in; null where the site has <see cref="Most"/> segments.</summary>
    public async Task<Draft<Segment>?> DraftAsync(Site site, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        if ((await terms.ReadSegmentsAsync(site, cancellation).ConfigureAwait(false)).Count >= Most)
        {
            return null;
        }

        DateTimeOffset now = table.Clock.GetUtcNow().AsStored();
        return new Draft<Segment>(null, new Segment
        {
            Id = new SegmentId(RandomNumberGenerator.GetInt32(1, int.MaxValue)), // random, so that the number of a deleted segment never names another
            SiteId = site.Id,
            Name = "",
            Filters = "",
            CreatedAt = now,
            UpdatedAt = now,
        });
    }

    /// <summary>The segment of that id, to be edited; null where there is none.</summary>
    public async Task<Draft<Segment>?> DraftAsync(Site site, string id, CancellationToken cancellation) =>
        await FindAsync(site, id, cancellation).ConfigureAwait(false) is { } before
            ? new Draft<Segment>(before, before with { UpdatedAt = table.Clock.GetUtcNow().ChangeAfter(before.UpdatedAt) })
            : null;

    /// <summary>Stores an edited segment.</summary>
    /// <param name="draft">What was edited.</param>
    /// <param name="edited">What it becomes.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<SaveOutcome<Segment>> SaveAsync(Draft<Segment> draft, Segment edited, CancellationToken cancellation) =>
        ConditionalSave.SaveAsync(table.Client, draft, edited, [], _store.CreateSegmentCommand, _store.UpdateSegmentCommand, cancellation);

    /// <summary>Deletes a segment; false where there was none.</summary>
    public async Task<bool> DeleteAsync(Site site, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (await FindAsync(site, id, cancellation).ConfigureAwait(false) is not { } found)
        {
            return false;
        }

        _ = await table.Client.DeleteItemAsync(_store.DeleteSegmentCommand(site.Id, found.Id), cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>Deletes a segment if it is still as it was read; false where it was changed or deleted meanwhile.</summary>
    public Task<bool> DeleteAsync(Segment before, CancellationToken cancellation) => ConditionalSave.DeleteAsync(table.Client, _store.DeleteUnchangedSegmentCommand(before), cancellation);
}
