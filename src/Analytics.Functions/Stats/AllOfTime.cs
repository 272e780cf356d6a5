using System.Text.Json;
using Analytics.Engine.Reading;
using Analytics.Store.Sites;

namespace Analytics.Functions.Stats;

/// <summary>Finds out when a site's data begins, for questions about all of it.</summary>
internal static class AllOfTime
{
    private const string Name = "all";

    /// <summary>The site with its first day where the question may mean <c>all</c>: that costs one read, which other questions do not need.</summary>
    public static ValueTask<Site> BeginAsync(JsonElement asked, Site site, DayReader days, CancellationToken cancellation) =>
        BeginAsync(asked.GetRawText().Contains($"\"{Name}\"", StringComparison.Ordinal), site, days, cancellation);

    /// <summary>The same for a range as an address has it.</summary>
    public static ValueTask<Site> BeginAsync(string range, Site site, DayReader days, CancellationToken cancellation) =>
        BeginAsync(range == Name, site, days, cancellation);

    private static async ValueTask<Site> BeginAsync(bool isAsked, Site site, DayReader days, CancellationToken cancellation) =>
        isAsked ? site with { FirstDay = await days.FindFirstAsync(site, cancellation) } : site;
}
