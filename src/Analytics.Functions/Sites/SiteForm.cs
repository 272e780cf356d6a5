using System.Text.Json.Serialization;
using Analytics.Store.Sites;

namespace Analytics.Functions.Sites;

/// <summary>A site as it is asked for and changed: what is absent stays as it is.</summary>
internal sealed record SiteForm
{
    public string? Name { get; init; }
    public string? Domain { get; init; }
    public List<string>? Domains { get; init; }
    public string? Timezone { get; init; }
    public bool? IsActive { get; init; }
    public SiteSettings? Settings { get; init; }

    /// <summary>The domains as they are kept; null where none are named.</summary>
    public IReadOnlyList<string>? NormalDomains() => Domains is null && Domain is null
        ? null
        : [.. (Domains ?? []).Append(Domain).OfType<string>().Select(SiteRules.Normalize).Distinct(StringComparer.Ordinal)];
}

/// <summary>A site as it is answered.</summary>
internal sealed record SiteView(
    string Id,
    string Name,
    IReadOnlyList<string> Domains,
    string Timezone,
    bool IsActive,
    SiteSettings Settings,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static SiteView Of(Site site) => new(
        site.Id.Value,
        site.Name,
        site.Domains,
        site.Timezone,
        site.IsActive,
        site.Settings with { PublicDashboardPassword = null },
        site.CreatedAt,
        site.UpdatedAt);
}

/// <summary>The caller's sites.</summary>
internal sealed record SiteList(IReadOnlyList<SiteView> Sites);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SiteForm))]
[JsonSerializable(typeof(SiteView))]
[JsonSerializable(typeof(SiteList))]
internal sealed partial class SitesJson : JsonSerializerContext;
