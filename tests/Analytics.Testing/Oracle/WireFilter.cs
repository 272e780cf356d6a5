using System.Text.Json;
using Analytics.Functions.Stats;
using Analytics.Store.Stats.Filters;

namespace Analytics.Testing.Oracle;

/// <summary>Filters in plain words as the product reads them off the wire.</summary>
public static class WireFilter
{
    /// <summary>One that holds where all of them do.</summary>
    public static Filter Of(RandomWorld world, IReadOnlyList<OracleFilter> filters)
    {
        using JsonDocument written = JsonDocument.Parse(QuestionJson.Write(filters));
        return FilterJson.TryParse(written.RootElement, WorldTerms.Of(world), out Filter? filter, out string? error) ? filter : throw new InvalidOperationException(error);
    }
}
