using System.Text.Json.Serialization;
using Analytics.Engine.Health;
using Analytics.Store.Days;

namespace Analytics.Functions.Health;

/// <summary>Whether all is well, and what is not.</summary>
/// <param name="Status"><c>ok</c>, or <c>attention</c> where there are reasons.</param>
/// <param name="Version">Of the product.</param>
/// <param name="Now">When this was.</param>
/// <param name="Reasons">What a person should see to: what concerns all sites first.</param>
/// <param name="OldestDue">Since when the oldest work is due; absent where none is.</param>
/// <param name="Events">How much of the day's budget is used; absent where there is none, and for callers who may not see all sites.</param>
/// <param name="Sites">By name.</param>
/// <param name="Next">What to ask for <c>after</c>; absent where these were the last.</param>
internal sealed record HealthView(
    string Status,
    string Version,
    DateTimeOffset Now,
    IReadOnlyList<HealthReason> Reasons,
    DateTimeOffset? OldestDue,
    EventsView? Events,
    IReadOnlyList<SiteHealthView> Sites,
    string? Next)
{
    public static HealthView Of(HealthFacts facts, string version, string? next)
    {
        HealthReason[] reasons = [.. DeploymentReasons.Of(facts), .. facts.Sites.SelectMany(site => SiteReasons.Of(facts, site))];
        return new HealthView(
            reasons.Length == 0 ? "ok" : "attention",
            version,
            facts.Now,
            reasons,
            facts.DueSince.Count > 0 ? facts.DueSince[0] : null,
            facts.EventsToday is { } taken ? new EventsView(facts.Now.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), taken, facts.DailyEvents) : null,
            [.. facts.Sites.Select(site => SiteHealthView.Of(site, facts.Now)).OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase)],
            next);
    }
}

/// <summary>Events of all sites on a day of UTC.</summary>
internal sealed record EventsView(string Day, long Taken, long Budget);

/// <summary>How one site is.</summary>
internal sealed record SiteHealthView(
    string Id,
    string Name,
    bool IsActive,
    DateTimeOffset? LastEvent,
    UnsealedView? Unsealed,
    DateTimeOffset? NextWork,
    IReadOnlyList<DayTroubleView> Days,
    DroppedView Dropped,
    DateTimeOffset? PausedUntil,
    int Erasures)
{
    public static SiteHealthView Of(SiteHealth health, DateTimeOffset now) => new(
        health.Site.Id.Value,
        health.Site.Name,
        health.Site.IsActive,
        health.LastEvent,
        health.Unsealed is { } waiting ? new UnsealedView(waiting.Day.ToString(), waiting.Since) : null,
        health.NextWork,
        [.. health.Days.Where(d => d.Drift != 0 || d.Alarm is not null).Select(DayTroubleView.Of)],
        new DroppedView(health.DroppedFrom.ToString(), health.Dropped),
        health.Site.PausedUntil > now ? health.Site.PausedUntil : null,
        health.Erasures.Count);
}

/// <summary>The day that waits longest for its seal.</summary>
internal sealed record UnsealedView(string Day, DateTimeOffset Since);

/// <summary>A day with a drift or an alarm.</summary>
internal sealed record DayTroubleView(string Day, long Drift, string? Alarm)
{
    public static DayTroubleView Of(Day day) => new(day.Date.ToString(), day.Drift, day.Alarm);
}

/// <summary>What was dropped since a day, by reason.</summary>
internal sealed record DroppedView(string From, IReadOnlyDictionary<string, long> Events);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthView))]
internal sealed partial class HealthJson : JsonSerializerContext;
