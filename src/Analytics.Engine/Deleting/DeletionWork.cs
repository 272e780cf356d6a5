using Analytics.Store.Deletions;

namespace Analytics.Engine.Deleting;

/// <summary>How the deletion of a site went on, or why it could not.</summary>
/// <param name="Deletion">As it is stored now, or was at its end.</param>
/// <param name="IsDone">Whether the site is gone.</param>
public sealed record DeletionWork(SiteDeletion Deletion, bool IsDone)
{
    /// <summary>What went wrong; null where nothing did.</summary>
    public string? Fault { get; init; }
}
