using System.Security.Cryptography;
using Analytics.Engine.Tables;
using Analytics.Store;
using Analytics.Store.Calendars;
using Analytics.Store.Goals;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Engine.Sites;

/// <summary>Lists, makes, changes and deletes a site's goals. Reads are consistent. Safe for concurrent use.</summary>
public sealed class GoalBook(EventsTable table, TermsReader terms)
{
    /// <summary>The most goals of a site.</summary>
    public const int Most = 1_000;

    private readonly AnalyticsStore _store = new(new AnalyticsStoreOptions { TableName = table.Name });

    /// <summary>All goals, in the order of their names.</summary>
    public async Task<IReadOnlyList<Goal>> ReadAllAsync(Site site, CancellationToken cancellation) =>
        [.. (await terms.ReadGoalsAsync(site, cancellation).ConfigureAwait(false)).OrderBy(g => g.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The goal of that id; null where there is none.</summary>
    public async Task<Goal?> FindAsync(Site site, string id, CancellationToken cancellation) =>
        (await terms.ReadGoalsAsync(site, cancellation).ConfigureAwait(false)).FirstOrDefault(g => g.Id == id);

    /// <summary>A new goal to be filled in; null where the site has <see cref="Most"/> goals.</summary>
    public async Task<Draft<Goal>?> DraftAsync(Site site, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        IReadOnlyList<Goal> others = await terms.ReadGoalsAsync(site, cancellation).ConfigureAwait(false);
        DateTimeOffset now = table.Clock.GetUtcNow().AsStored();
        var empty = new Goal
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)),
            SiteId = site.Id.Value,
            Name = "",
            Type = GoalType.Event,
            Pattern = "",
            CreatedAt = now,
            UpdatedAt = now,
        };
        return others.Count >= Most ? null : new Draft<Goal>(null, empty) { OtherNames = [.. others.Select(g => g.Name)] };
    }

    /// <summary>The goal of that id, to be edited; null where there is none.</summary>
    public async Task<Draft<Goal>?> DraftAsync(Site site, string id, CancellationToken cancellation)
    {
        IReadOnlyList<Goal> all = await terms.ReadGoalsAsync(site, cancellation).ConfigureAwait(false);
        return all.FirstOrDefault(g => g.Id == id) is { } before
            ? new Draft<Goal>(before, before with { UpdatedAt = table.Clock.GetUtcNow().ChangeAfter(before.UpdatedAt) })
            {
                OtherNames = [.. all.Where(g => g.Id != id).Select(g => g.Name)],
            }
            : null;
    }

    /// <summary>Stores an edited goal. No two goals of a site have the same name.</summary>
    /// <param name="draft">What was edited.</param>
    /// <param name="edited">What it becomes.</param>
    /// <param name="known">Faults that were found in it before: it is not stored then, and they are reported with those found here.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<SaveOutcome<Goal>> SaveAsync(Draft<Goal> draft, Goal edited, IEnumerable<InputFault> known, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(edited);
        IEnumerable<InputFault> sameName = draft.OtherNames.Contains(edited.Name) ? [new InputFault("name", "belongs to another goal")] : [];
        return ConditionalSave.SaveAsync(table.Client, draft, edited, known.Concat(sameName), _store.CreateGoalCommand, _store.UpdateGoalCommand, cancellation);
    }

    /// <summary>Deletes a goal; false where there was none.</summary>
    public async Task<bool> DeleteAsync(Site site, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (await FindAsync(site, id, cancellation).ConfigureAwait(false) is null)
        {
            return false;
        }

        _ = await table.Client.DeleteItemAsync(_store.DeleteGoalCommand(site.Id.Value, id), cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>Deletes a goal if it is still as it was read; false where it was changed or deleted meanwhile.</summary>
    public Task<bool> DeleteAsync(Goal before, CancellationToken cancellation) => ConditionalSave.DeleteAsync(table.Client, _store.DeleteUnchangedGoalCommand(before), cancellation);
}
