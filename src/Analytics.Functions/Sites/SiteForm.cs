using System.Text.Json.Serialization;
using Analytics.Store.Sites;

namespace Analytics.Functions.Sites;

/// <summary>A site as it is asked for and changed: what is absent stays as it is.</summary>
internal sealed class SiteForm
{
    public string? Name { get; set; }
    public string? Domain { get; set; }
    public List<string>? Domains { get; set; }
    public List<string>? Aliases { get; set; }
    public string? Timezone { get; set; }
    public bool? IsActive { get; set; }
    public SettingsDocument? Settings { get; set; }

    /// <summary>The settings with what the form says over them. A password's hash is nothing that a form may set.</summary>
    public SiteSettings SettingsOver(SiteSettings before) =>
        (Settings?.Over(before) ?? before) with { PublicDashboardPassword = before.PublicDashboardPassword };

    /// <summary>The aliases as they are kept; null where none are named.</summary>
    public IReadOnlyList<string>? NormalAliases() =>
        Aliases is null ? null : [.. Aliases.Where(a => a is not null).Select(a => a.Trim().ToLowerInvariant()).Distinct(StringComparer.Ordinal)];

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
    IReadOnlyList<string> Aliases,
    string Timezone,
    bool IsActive,
    SettingsDocument Settings,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static SiteView Of(Site site) => new(
        site.Id.Value,
        site.Name,
        site.Domains,
        site.Aliases,
        site.Timezone,
        site.IsActive,
        SettingsDocument.Of(site.Settings with { PublicDashboardPassword = null }),
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
