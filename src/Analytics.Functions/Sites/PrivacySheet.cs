using System.Globalization;
using System.Text.Json.Serialization;
using Analytics.Functions.Places;
using Analytics.Store.Sites;

namespace Analytics.Functions.Sites;

/// <summary>
/// What a site's settings mean for its visitors, point by point, as a data protection officer asks it; the conditions are those under
/// which the French authority (CNIL) exempts audience measurement from consent.
/// </summary>
/// <remarks>Source of the conditions: CNIL, "Cookies: solutions pour les outils de mesure d'audience" and guidelines of 17 September 2020, section 5.</remarks>
internal sealed record PrivacySheet(string Site, DateTimeOffset SettingsOf, bool MeetsAll, IReadOnlyList<PrivacyPoint> Points)
{
    private const int MostRetentionDays = 760; // 25 months

    /// <param name="site">The site.</param>
    /// <param name="database">By which addresses are looked up; null where none is.</param>
    public static PrivacySheet Of(Site site, PlaceDatabase? database)
    {
        SiteSettings s = site.Settings;
        int raw = RawRetention.Of(site).Days;
        PrivacyPoint[] points =
        [
            new("purpose", "Statistics about the use of this site, for its owner alone. Nothing is passed on, and no outside service is called.", null, true),
            new("device", "No cookie and no other storage is written or read on visitors' devices, but for an objection that visitors leave there themselves.", null, true),
            new("address", "The IP address and the user agent are used in memory for one keyed hash, for the place and for the site's rules, and are neither stored nor logged.", null, true),
            new("visitor", Visitor(s), "consent", true),
            new("crossing", "The key of the hash is random, of this site and one day only: nothing links two days or two sites. It is destroyed 25 hours after the day's end.", null, true),
            new("signals", Signals(s), "privacySignals", true),
            new("objection", "A visitor objects with the switch that the site shows (/js/opt-out.js); their browser then sends nothing.", null, true),
            new("place", Place(s, database), "collectGeolocation", true),
            new("identification", People(s), s.BrowserTraits.Count > 0 ? "identification, browserTraits" : "identification", !s.Identification),
            new("single", s.SingleVisits
                ? "Single visits can be read by the owner's account: their pages and times, without anything by which the visitor could be recognised."
                : "Single visits are shown to nobody: what can be read of visitors is numbers.", "singleVisits", true),
            new("addresses", Paths(s), "scrubPaths, keptQueryParameters", s.ScrubPaths != PathScrubbing.Off),
            new("events", string.Create(CultureInfo.InvariantCulture, $"Single events are kept {raw} days after their receipt."), "rawRetentionDays", raw <= MostRetentionDays),
            new("kinds", Kinds(s), "eventsRetentionDays, errorsRetentionDays, vitalsRetentionDays, sessionsRetentionDays", true),
            new("statistics", s.DataRetentionDays == 0
                ? "Days without any visitor id are kept for ever."
                : string.Create(CultureInfo.InvariantCulture, $"Days without any visitor id are kept {s.DataRetentionDays} days."), "dataRetentionDays", s.DataRetentionDays is > 0 and <= MostRetentionDays),
            new("access", s.PublicDashboard ? "Anybody may read the statistics." : "Only people and programs of the owner's account read the statistics.", "publicDashboard", true),
        ];
        return new PrivacySheet(site.Name, site.UpdatedAt, Array.TrueForAll(points, p => p.Meets), points);
    }

    private static string Kinds(SiteSettings s)
    {
        string[] kept =
        [
            .. new[] { ("custom events", s.EventsRetentionDays), ("errors", s.ErrorsRetentionDays), ("web vitals", s.VitalsRetentionDays), ("lists of single visits", s.SessionsRetentionDays) }
                .Where(kind => kind.Item2 is not null)
                .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Item1} {kind.Item2} days")),
        ];
        return kept.Length == 0 ? "Every kind of event is kept as long as its day." : $"For less time than their days are kept, counted from these: {string.Join(", ", kept)}.";
    }

    private static string Place(SiteSettings s, PlaceDatabase? database) => (s.CollectGeolocation, database) switch
    {
        (false, _) => "No place is kept.",
        (_, null) => "Country, region and city, as the network's edge tells them, or the country of the browser's time zone.",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"Country, region and city, as the network's edge tells them; else as a database beside the program says of the address ({database.Name}, made on {database.MadeAt:yyyy-MM-dd}), without asking anybody; else the country of the browser's time zone."),
    };

    private static string People(SiteSettings s) => !s.Identification
        ? "User ids are never stored."
        : "User ids that the site passes on, and what its servers tell of these people" + (s.BrowserTraits.Count > 0 ? $" (browsers too: {string.Join(", ", s.BrowserTraits)})" : "")
            + ", are stored with the events and in their days: the statistics are then not anonymous.";

    private static string Visitor(SiteSettings s) => s.Consent switch
    {
        ConsentMode.Full => "A visitor is recognised within one day of this site, by a keyed hash of address and user agent; not if they refuse.",
        ConsentMode.Idless => "Until a visitor agrees, their events are counted without anything by which they could be recognised.",
        _ => "Until a visitor agrees, nothing of them is counted.",
    };

    private static string Signals(SiteSettings s) => s.PrivacySignals switch
    {
        PrivacySignals.Ignore => "Global Privacy Control and Do Not Track make no difference: nobody is followed beyond a site and a day in any case.",
        PrivacySignals.Idless => "Browsers with Global Privacy Control or Do Not Track are counted without being recognised.",
        _ => "Browsers with Global Privacy Control or Do Not Track are not counted.",
    };

    private static string Paths(SiteSettings s)
    {
        string scrubbed = s.ScrubPaths switch
        {
            PathScrubbing.Off => "Paths and referrers are kept as they are",
            PathScrubbing.Secrets => "E-mail addresses and tokens are taken out of paths and referrers",
            _ => "E-mail addresses, tokens and ids are taken out of paths and referrers",
        };
        string query = s.KeptQueryParameters.Count == 0 ? "no query parameter is kept" : "of queries only these parameters are kept: " + string.Join(", ", s.KeptQueryParameters);
        return $"{scrubbed}; {query}.";
    }
}

/// <summary>One point of the sheet.</summary>
/// <param name="Topic">Names it.</param>
/// <param name="Practice">What is done.</param>
/// <param name="Setting">Which settings decide it; null where none does.</param>
/// <param name="Meets">Whether it meets the condition of the exemption.</param>
internal sealed record PrivacyPoint(string Topic, string Practice, string? Setting, bool Meets);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PrivacySheet))]
internal sealed partial class PrivacyJson : JsonSerializerContext;
