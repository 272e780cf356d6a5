namespace Analytics.Engine.Erasing;

/// <summary>What an erasure would erase.</summary>
/// <param name="Days">Days that hold some of it.</param>
/// <param name="Events">Events, reports of time spent on a page among them; of a person and an import copies too.</param>
/// <param name="IsComplete">Whether all days were searched to their end. False: there may be more, because time was up or a day was rewritten again and again.</param>
public sealed record ErasurePreview(int Days, long Events, bool IsComplete)
{
    /// <summary>Each of those days, oldest first, as answers count it now; empty for a person and an import, who are only searched for.</summary>
    public IReadOnlyList<PreviewedDay> ByDay { get; init; } = [];
}
