using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Functions.Sites.Plausible;

/// <summary>A site as Plausible's Sites API asks for it and changes it.</summary>
internal sealed class PlausibleSiteForm
{
    public string? Domain { get; set; }
    public string? Timezone { get; set; }
    public JsonElement? TrackerScriptConfiguration { get; set; }
}

/// <summary>A site whose domain or tracker is changed.</summary>
internal sealed class PlausibleSiteChange
{
    public string? Domain { get; set; }
    public JsonElement? TrackerScriptConfiguration { get; set; }
}

/// <summary>A goal that is to be there.</summary>
internal sealed class PlausibleGoalForm : IOfSite
{
    public string? SiteId { get; set; }
    public string? GoalType { get; set; }
    public string? EventName { get; set; }
    public string? PagePath { get; set; }
    public string? DisplayName { get; set; }
    public Dictionary<string, string>? CustomProps { get; set; }
}

/// <summary>A custom property that is to be listed.</summary>
internal sealed class PlausiblePropertyForm : IOfSite
{
    public string? SiteId { get; set; }
    public string? Property { get; set; }
}

/// <summary>What says nothing but whose it is.</summary>
internal sealed class PlausibleSiteName : IOfSite
{
    public string? SiteId { get; set; }
}

/// <summary>A form that may name its site itself.</summary>
internal interface IOfSite
{
    /// <summary>An id, a domain or an alias.</summary>
    string? SiteId { get; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(PlausibleSiteForm))]
[JsonSerializable(typeof(PlausibleSiteChange))]
[JsonSerializable(typeof(PlausibleGoalForm))]
[JsonSerializable(typeof(PlausiblePropertyForm))]
[JsonSerializable(typeof(PlausibleSiteName))]
[JsonSerializable(typeof(PlausibleSiteView))]
[JsonSerializable(typeof(PlausibleSiteList))]
[JsonSerializable(typeof(PlausibleGoalView))]
[JsonSerializable(typeof(PlausibleGoalList))]
[JsonSerializable(typeof(PlausibleSavedGoal))]
[JsonSerializable(typeof(PlausiblePropertyList))]
[JsonSerializable(typeof(PlausibleCreated))]
[JsonSerializable(typeof(PlausibleDeleted))]
internal sealed partial class PlausibleSitesJson : JsonSerializerContext;
