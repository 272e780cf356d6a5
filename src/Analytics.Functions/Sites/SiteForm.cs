using System.Text.Json.Serialization;
using Analytics.Engine.Sites;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
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

    /// <summary>A site with what the form says over it.</summary>
    /// <param name="draft">The site as it is, or an empty one. A new time zone holds from the time of this change.</param>
    /// <param name="faults">What is wrong with the form is added; the site is of no use then.</param>
    public Site Over(Draft<Site> draft, List<InputFault> faults)
    {
        Site start = draft.Start;
        IReadOnlyList<string> domains = NormalDomains() ?? start.Domains;
        return start with
        {
            Name = Name?.Trim() ?? draft.Before?.Name ?? (domains.Count > 0 ? domains[0] : ""),
            Domains = domains,
            Aliases = NormalAliases() ?? start.Aliases,
            Calendar = Timezone is { } zone ? CalendarIn(zone, draft, faults) : start.Calendar,
            IsActive = IsActive ?? start.IsActive,
            Settings = SettingsOver(start.Settings, faults),
        };
    }

    private static SiteCalendar CalendarIn(string zone, Draft<Site> draft, List<InputFault> faults)
    {
        try
        {
            return draft.Before is { } before ? before.Calendar.ChangeZone(zone, draft.Start.UpdatedAt) : SiteCalendar.For(zone);
        }
        catch (AnalyticsInputException invalid)
        {
            faults.AddRange(invalid.Faults);
            return draft.Start.Calendar;
        }
    }

    // A form cannot set a password's hash.
    private SiteSettings SettingsOver(SiteSettings before, List<InputFault> faults)
    {
        if (Settings?.PublicDashboardPassword is not null)
        {
            faults.Add(new InputFault("settings.publicDashboardPassword", "cannot be set: leave it out"));
        }

        return (Settings?.Over(before) ?? before) with { PublicDashboardPassword = before.PublicDashboardPassword };
    }

    /// <summary>The aliases as they are kept; null where none are named.</summary>
    private IReadOnlyList<string>? NormalAliases() =>
        Aliases is null ? null : [.. Aliases.Where(a => a is not null).Select(a => a.Trim().ToLowerInvariant()).Distinct(StringComparer.Ordinal)];

    /// <summary>The domains as they are kept; null where none are named.</summary>
    private IReadOnlyList<string>? NormalDomains() => Domains is null && Domain is null
        ? null
        : [.. (Domains ?? []).Append(Domain).OfType<string>().Select(SiteRules.Normalize).Distinct(StringComparer.Ordinal)];
}

/// <summary>A site as it is answered.</summary>
internal sealed record SiteView(
    string Id,
    string Name,
    IReadOnlyList<string> Domains,
    IReadOnlyList<FormerDomainView>? FormerDomains,
    IReadOnlyList<string> Aliases,
    string Timezone,
    bool IsActive,
    SettingsDocument Settings,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>The first of its domains, as LittleStats' clients read it.</summary>
    public string? Domain { get; init; }

    /// <summary>What LittleStats' snippet calls it: the id.</summary>
    public string? DomainKey { get; init; }

    /// <summary>How far its deletion has come; absent where none was asked for.</summary>
    public DeletionView? Deletion { get; init; }

    /// <param name="site">The site.</param>
    /// <param name="now">The present: domains that were given up and are free by now are left out.</param>
    public static SiteView Of(Site site, DateTimeOffset now) => new(
        site.Id.Value,
        site.Name,
        site.Domains,
        site.FormerDomains.All(former => former.Until <= now) ? null : [.. site.FormerDomains.Where(former => former.Until > now).Select(former => new FormerDomainView(former.Domain, former.Until))],
        site.Aliases,
        site.Timezone,
        site.IsActive,
        SettingsDocument.Of(site.Settings with { PublicDashboardPassword = null }),
        site.CreatedAt,
        site.UpdatedAt)
    {
        Domain = site.Domains.Count > 0 ? site.Domains[0] : null,
        DomainKey = site.Id.Value,
    };
}

/// <summary>A domain that the site gave up, and until when it is heard.</summary>
internal sealed record FormerDomainView(string Domain, DateTimeOffset Until);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SiteForm))]
[JsonSerializable(typeof(SiteView))]
[JsonSerializable(typeof(DeletionView))]
internal sealed partial class SitesJson : JsonSerializerContext;
