using Analytics.Store.Erasures;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Scan;
using Analytics.Store.Stats.Terms;

namespace Analytics.Engine.Erasing;

/// <summary>The filter of an erasure, from the text that is stored of it.</summary>
internal static class ErasureFilter
{
    /// <exception cref="InvalidOperationException">This release does not know it: another one took the request.</exception>
    public static FilteredRows Of(Erasure erasure) => ErasedFilter.TryParse(erasure.Filters ?? "", out Filter? filter, out string? problem)
        ? new FilteredRows(filter)
        : throw new InvalidOperationException($"The erasure's filters cannot be read: {problem}");
}
