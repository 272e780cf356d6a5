using System.Text.Json.Serialization;
using Analytics.Store.Goals;
using Analytics.Store.Sites;

namespace Analytics.Functions.Sites.Plausible;

/// <summary>A site as Plausible's clients read it.</summary>
internal sealed record PlausibleSiteView(string Domain, string Timezone, IReadOnlyList<string> CustomProperties, PlausibleTrackerView TrackerScriptConfiguration)
{
    public static PlausibleSiteView Of(Site site) => new(site.Domains[0], site.Timezone, site.Settings.CustomProperties, new PlausibleTrackerView("pa-" + site.Id.Value));
}

/// <summary>What the script under the name does if its snippet says nothing else: the snippet alone decides.</summary>
/// <param name="Id">The script is <c>/js/ID.js</c>.</param>
internal sealed record PlausibleTrackerView(string Id)
{
    public string? InstallationType { get; init; }

    [JsonPropertyName("track_404_pages")]
    public bool Track404Pages { get; init; }

    public bool HashBasedRouting { get; init; }
    public bool OutboundLinks { get; init; } = true;
    public bool FileDownloads { get; init; } = true;
    public bool RevenueTracking { get; init; } = true;
    public bool TaggedEvents { get; init; } = true;
    public bool FormSubmissions { get; init; } = true;
    public bool PageviewProps { get; init; } = true;
}

/// <summary>A site in a list.</summary>
internal sealed record PlausibleSiteEntry(string Domain, string Timezone);

/// <summary>Some of the caller's sites, the newest first.</summary>
internal sealed record PlausibleSiteList(IReadOnlyList<PlausibleSiteEntry> Sites, PlausiblePageMeta Meta);

/// <summary>A goal in a list.</summary>
internal sealed record PlausibleGoalView(long Id, string GoalType, string DisplayName, string? EventName, string? PagePath, IReadOnlyDictionary<string, string> CustomProps)
{
    public static PlausibleGoalView Of(Goal goal)
    {
        (string? name, string? path) = PlausibleGoal.MeantBy(goal);
        return new(PlausibleGoal.NumberOf(goal), path is null ? "event" : "page", goal.Name, name, path, goal.Properties);
    }
}

/// <summary>Some goals of a site, the newest first.</summary>
internal sealed record PlausibleGoalList(IReadOnlyList<PlausibleGoalView> Goals, PlausiblePageMeta Meta);

/// <summary>A goal that was found or made.</summary>
internal sealed record PlausibleSavedGoal(string Domain, long Id, string GoalType, string DisplayName, string? EventName, string? PagePath, IReadOnlyDictionary<string, string> CustomProps)
{
    public static PlausibleSavedGoal Of(Site site, Goal goal)
    {
        var view = PlausibleGoalView.Of(goal);
        return new(site.Domains[0], view.Id, view.GoalType, view.DisplayName, view.EventName, view.PagePath, view.CustomProps);
    }
}

/// <summary>A custom property in a list.</summary>
internal sealed record PlausiblePropertyView(string Property);

/// <summary>The custom properties that somebody listed.</summary>
internal sealed record PlausiblePropertyList(IReadOnlyList<PlausiblePropertyView> CustomProperties);

/// <summary>It is there.</summary>
internal sealed record PlausibleCreated(bool Created);

/// <summary>It is not there any more.</summary>
internal sealed record PlausibleDeleted(bool Deleted);
