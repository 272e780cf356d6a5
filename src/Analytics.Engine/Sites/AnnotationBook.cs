using System.Security.Cryptography;
using Analytics.Engine.Tables;
using Analytics.Store;
using Analytics.Store.Annotations;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Ranges;
using Analytics.Store.Sites;

namespace Analytics.Engine.Sites;

/// <summary>Lists, makes, changes and deletes the notes on a site's timeline. Reads are consistent. Safe for concurrent use.</summary>
public sealed class AnnotationBook(EventsTable table)
{
    /// <summary>The most notes of a site.</summary>
    public const int Most = 1_000;

    private readonly AnalyticsStore _store = new(new AnalyticsStoreOptions { TableName = table.Name });

    /// <summary>All notes, in the order of their days, then of their instants, then as they were made.</summary>
    public async Task<IReadOnlyList<Annotation>> ReadAllAsync(Site site, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        List<Annotation> all = [];
        string? next = null;
        do
        {
            ResultPage<Annotation> page = AnalyticsStore.ReadAnnotations(await table.Client.QueryAsync(_store.ListAnnotationsCommand(site.Id, next), cancellation).ConfigureAwait(false));
            all.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        return [.. all.OrderBy(a => a.Day).ThenBy(a => a.At).ThenBy(a => a.CreatedAt).ThenBy(a => a.Id.Value, StringComparer.Ordinal)];
    }

    /// <summary>The note of that id; null where there is none, or nothing can have that id.</summary>
    public async Task<Annotation?> FindAsync(Site site, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        return SafeId.IsValid(id)
            ? AnalyticsStore.ReadAnnotation(await table.Client.GetItemAsync(_store.GetAnnotationCommand(site.Id, AnnotationId.Parse(id)), cancellation).ConfigureAwait(false))
            : null;
    }

    /// <summary>A new note to be filled in; null where the site has <see cref="Most"/> notes.</summary>
    /// <param name="site">The site.</param>
    /// <param name="author">Who makes it, as people shall read it.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Draft<Annotation>?> NewDraftAsync(Site site, string author, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(author);
        if ((await ReadAllAsync(site, cancellation).ConfigureAwait(false)).Count >= Most)
        {
            return null;
        }

        DateTimeOffset now = table.Clock.GetUtcNow().AsStored();
        return new Draft<Annotation>(null, new Annotation
        {
            Id = AnnotationId.Parse(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))),
            SiteId = site.Id,
            Day = default,
            Text = "",
            CreatedBy = author.Length > Annotation.MaxAuthor ? author[..Annotation.MaxAuthor] : author,
            CreatedAt = now,
            UpdatedAt = now,
        });
    }

    /// <summary>The note of that id, to be edited; null where there is none.</summary>
    public async Task<Draft<Annotation>?> DraftAsync(Site site, string id, CancellationToken cancellation) =>
        await FindAsync(site, id, cancellation).ConfigureAwait(false) is { } before
            ? new Draft<Annotation>(before, before with { UpdatedAt = table.Clock.GetUtcNow().ChangeAfter(before.UpdatedAt) })
            : null;

    /// <summary>Stores an edited note.</summary>
    /// <param name="draft">What was edited.</param>
    /// <param name="edited">What it becomes.</param>
    /// <param name="known">Faults that were found in it before: it is not stored then, and they are reported with those found here.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<SaveOutcome<Annotation>> SaveAsync(Draft<Annotation> draft, Annotation edited, IEnumerable<InputFault> known, CancellationToken cancellation) =>
        ConditionalSave.SaveAsync(table.Client, draft, edited, known, _store.CreateAnnotationCommand, _store.UpdateAnnotationCommand, cancellation);

    /// <summary>Deletes a note; false where there was none.</summary>
    public async Task<bool> DeleteAsync(Site site, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (await FindAsync(site, id, cancellation).ConfigureAwait(false) is not { } found)
        {
            return false;
        }

        _ = await table.Client.DeleteItemAsync(_store.DeleteAnnotationCommand(site.Id, found.Id), cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>Deletes a note if it is still as it was read; false where it was changed or deleted meanwhile.</summary>
    public Task<bool> DeleteAsync(Annotation before, CancellationToken cancellation) => ConditionalSave.DeleteAsync(table.Client, _store.DeleteUnchangedAnnotationCommand(before), cancellation);
}
